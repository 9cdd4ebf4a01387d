// One project, or a new one.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { keyed } from '../vendor/lit/directives/keyed.js';
import { copyButton } from '../parts/copy.js';
import { confirm, Dialog } from '../parts/dialog.js';
import { Form } from '../parts/form.js';
import { Page } from '../parts/page.js';
import { facts } from '../parts/table.js';
import { conflict, Version } from '../parts/version.js';
import { t, time } from '../texts.js';
import { PATH, statusOf } from './parts.js';

const MEMBERS = ['name', 'description', 'project_type', 'project_phase', 'location'];
const LABELS = { project_type: 'type', project_phase: 'phase' };

function label(member) {
  return t(`projects.${LABELS[member] || member}`);
}

export default class ProjectPage extends Page {
  static needsOrganization = true;

  constructor(app, route) {
    super(app, route);
    this.isNew = route.words[1] === 'new';
    this.version = new Version(this.api, `${PATH}/${encodeURIComponent(route.words[1])}`);
    this.form = new Form(() => this.update());
    this.dialog = new Dialog(() => this.update());
    this.changed = false;
  }

  get title() {
    return this.isNew ? t('projects.create') : this.version.value ? this.version.value.name : t('projects.title');
  }

  get unsaved() {
    return this.changed ? t('shell.unsaved') : null;
  }

  async load() {
    if (!this.isNew) {
      await this.version.load();
    }
    this.changed = false;
  }

  async send(data, key) {
    const told = Object.fromEntries(MEMBERS.map((it) => [it, String(data.get(it)).trim() || null]));
    if (this.isNew) {
      const made = await this.api.post(PATH, told, { key });
      this.changed = false;
      this.app.go(`projects/${made.id}`);
      this.app.say(t('projects.created'));
      return;
    }
    await this.version.change(told, key);
    this.changed = false;
    this.app.say(t('shell.saved'));
  }

  archive() {
    const { version, api } = this;
    confirm(this.dialog, {
      title: t('projects.archive.title', { name: version.value.name }),
      text: t('projects.archive.text'),
      button: t('projects.archive.button'),
      action: async (data, key) => version.take(await api.send('POST', `${version.path}/archive`, { key })),
      done: () => {
        this.changed = false;
        this.app.say(t('projects.archive.done'));
      },
    });
  }

  view() {
    const project = this.version.value;
    const archived = project && project.status === 'archived';
    const may = this.app.can('vault:write') && !archived;
    return html`${this.isNew ? nothing : this.facts(project, !may)}
      ${may && !this.isNew ? html`<div class="buttons">
        <button type="button" class="secondary" @click=${() => this.archive()}>${t('projects.archive.button')}</button></div>` : nothing}
      ${may ? keyed(this.version.count, this.formView(project || {}))
        : html`<p class="quiet">${t(archived ? 'projects.archivedNotice' : 'shell.viewOnly')}</p>`}
      ${this.dialog.view()}`;
  }

  facts(project, all) {
    return facts([
      [t('projects.status'), statusOf(project)],
      [t('projects.createdAt'), time(project.created_at)],
      [t('projects.updatedAt'), time(project.updated_at)],
      [t('projects.id'), html`<code>${project.id}</code> ${copyButton(this.app, project.id, t('projects.id'))}`],
      ...(all ? MEMBERS.map((it) => [label(it), html`<span class="lines">${project[it] || t('shell.none')}</span>`]) : []),
    ]);
  }

  formView(project) {
    const { form } = this;
    const changed = () => { this.changed = true; };
    const line = (member, options) => form.input(`/${member}`, label(member), { value: project[member] || '', ...options });
    return html`<form class="form" @submit=${form.submit((data, key) => this.send(data, key))} @input=${changed} @change=${changed}>
      ${line('name', { required: true, maxlength: 255 })}
      ${form.textarea('/description', label('description'), { value: project.description || '', maxlength: 4000, optional: true })}
      <div class="pair">
        ${line('project_type', { maxlength: 64, optional: true, help: t('projects.typeHelp') })}
        ${line('project_phase', { maxlength: 64, optional: true, help: t('projects.phaseHelp') })}
      </div>
      ${line('location', { maxlength: 255, optional: true })}
      ${form.problem && form.problem.status === 412 ? conflict(form, () => this.app.run(() => this.load())) : form.alert()}
      ${form.buttons(t(this.isNew ? 'projects.create' : 'shell.save'), this.isNew ? { cancel: () => this.app.go('projects') } : {})}
    </form>`;
  }
}
