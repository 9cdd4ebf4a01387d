// The projects of the vault.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { List } from '../parts/list.js';
import { Page } from '../parts/page.js';
import { empty } from '../parts/states.js';
import { table } from '../parts/table.js';
import { day, t } from '../texts.js';
import { PATH, STATUSES, statusOf } from './parts.js';

export default class ProjectsPage extends Page {
  static needsOrganization = true;

  constructor(app, route) {
    super(app, route);
    this.list = new List(this, PATH, { filters: ['status'] });
  }

  get title() {
    return t('projects.title');
  }

  load() {
    return this.list.load();
  }

  view() {
    const { list } = this;
    return html`<div class="bar"><p class="lead">${t('projects.lead')}</p>
        ${this.app.can('vault:write') ? html`<a role="button" class="end" href="#/projects/new">${t('projects.create')}</a>` : nothing}
      </div>
      <search aria-label=${t('projects.filters')}><form class="bar" @submit=${list.submitted}>
        <label>${t('projects.status')}
          <select name="status" @change=${(event) => event.target.form.requestSubmit()}>
            ${['', ...STATUSES].map((it) => html`<option value=${it} ?selected=${it === list.filter('status')}>
              ${it ? t(`projects.statuses.${it}`) : t('projects.all')}</option>`)}
          </select></label>
      </form></search>
      ${list.rows.length ? this.rows()
        : list.filtered ? list.noMatch() : empty({ title: t('projects.emptyTitle'), text: t('projects.empty') })}
      ${list.pager()}`;
  }

  rows() {
    return table({
      caption: t('projects.caption'),
      rows: this.list.rows,
      columns: [
        { label: t('projects.name'), cell: (project) => html`<a href="#/projects/${project.id}">${project.name}</a>` },
        { label: t('projects.type'), cell: (project) => project.project_type || html`<span class="quiet">${t('shell.none')}</span>` },
        { label: t('projects.createdAt'), cell: (project) => day(project.created_at) },
        { label: t('projects.status'), cell: statusOf },
      ],
    });
  }
}
