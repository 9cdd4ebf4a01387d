// One key: what it is, and all that can be done with it.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Problem } from '../api.js';
import { confirm, Dialog } from '../parts/dialog.js';
import { refusedAt } from '../parts/form.js';
import { Page } from '../parts/page.js';
import { empty } from '../parts/states.js';
import { facts } from '../parts/table.js';
import { ago, t, time } from '../texts.js';
import { Issued } from './issued.js';
import { KeyForm } from './key-form.js';
import { graceField, Rotation } from './rotation.js';
import { environment, mayChange, owner, ratePolicy, stateOf, status } from './shown.js';

export default class ApiKeyPage extends Page {
  constructor(app, route) {
    super(app, route);
    this.dialog = new Dialog(() => this.update());
    this.key = null;
    this.form = null;
    this.issued = null;
    this.rotation = new Rotation(this);
    this.wanted = route.query.get('do');
  }

  get title() {
    return this.key ? this.key.name : t('apikeys.title');
  }

  get path() {
    return `/v1/api-keys/${encodeURIComponent(this.route.words[1])}`;
  }

  get unsaved() {
    return this.issued ? this.issued.unsaved : this.form && this.form.touched ? t('shell.unsaved') : null;
  }

  get mayChange() {
    return mayChange(this.app, this.key);
  }

  get mayEdit() {
    return this.mayChange && stateOf(this.key) === 'active';
  }

  async load() {
    try {
      this.key = await this.api.get(this.path);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 404) {
        throw problem;
      }
      this.key = null;
      return;
    }
    await this.rotation.load();
    this.begin();
  }

  /** What a link to this page asks for, once. */
  begin() {
    const wanted = this.wanted;
    this.wanted = null;
    if (wanted === 'edit' && this.mayEdit) {
      this.form = new KeyForm(this, this.key);
    } else if (wanted === 'rotate' && this.mayEdit) {
      this.askRotate();
    } else if (wanted === 'revoke' && this.mayRevoke) {
      this.askRevoke();
    }
  }

  get mayRevoke() {
    return this.app.can('keys:write') && this.key.status !== 'revoked';
  }

  left() {
    this.rotation.left();
  }

  /** Shows the key as it is now, and says what happened to it. */
  async changed(text) {
    this.app.say(text);
    await this.app.reload();
  }

  // -- what is shown -------------------------------------------------------------------------------------------------

  view() {
    if (!this.key) {
      return empty({
        title: t('shell.notFound.title'),
        text: t('apikeys.unknown'),
        action: html`<a role="button" href="#/api-keys">${t('apikeys.back')}</a>`,
      });
    }
    if (this.issued) {
      return this.issued.view();
    }
    return html`<p><a href="#/api-keys">‹ ${t('apikeys.back')}</a></p>
      ${this.form ? this.editing() : html`${this.remarks()}${this.deeds()}${this.rotation.view()}${this.facts()}`}
      ${this.dialog.view()}`;
  }

  editing() {
    const finish = () => {
      this.form = null;
      this.update();
    };
    return html`<h2>${t('shell.edit')}</h2>${this.form.view({
      submit: async (data, key) => {
        const changes = this.form.changes(data);
        this.key = await refusedAt({ duplicate_name: '/name' }, () => this.api.patch(this.path, changes, { key }));
        finish();
        this.app.say(t('shell.saved'));
      },
      button: t('shell.save'),
      cancel: finish,
    })}`;
  }

  remarks() {
    const { key } = this;
    const state = stateOf(key);
    const reason = state !== 'active' ? state : this.app.can('keys:write') && !this.mayChange ? 'means' : null;
    return html`${reason ? html`<p class="notice">${t(`apikeys.cannotEdit.${reason}`)}</p>` : nothing}
      ${key.renewed && state === 'active'
        ? html`<p class="notice">${t(key.revealable ? 'apikeys.renewed' : 'apikeys.renewedSeen')}</p>` : nothing}
      ${this.app.can('keys:write') ? nothing : html`<p class="quiet">${t('shell.viewOnly')}</p>`}`;
  }

  deeds() {
    const reveals = this.key.revealable && this.mayChange && this.key.status === 'active';
    return !this.mayRevoke ? nothing : html`<div class="buttons deeds">
      ${this.mayEdit ? html`
        <button type="button" @click=${() => {
          this.form = new KeyForm(this, this.key);
          this.update();
        }}>${t('apikeys.edit')}</button>
        <button type="button" class="secondary" @click=${() => this.askRotate()}>${t('apikeys.rotate')}</button>` : nothing}
      ${reveals ? html`
        <button type="button" class="secondary outline" @click=${() => this.askReveal()}>${t('apikeys.reveal')}</button>` : nothing}
      <button type="button" class="danger" @click=${() => this.askRevoke()}>${t('apikeys.revoke')}</button>
    </div>`;
  }

  facts() {
    const { key } = this;
    const moment = (at) => (at ? `${time(at)} (${ago(at)})` : t('shell.never'));
    const used = key.lastUsedAt && key.lastUsedAddress
      ? t('apikeys.lastUsedFrom', { time: moment(key.lastUsedAt), address: key.lastUsedAddress }) : moment(key.lastUsedAt);
    const who = key.createdBy ? key.createdBy.name || t(`apikeys.actors.${key.createdBy.type}`) : t('apikeys.actors.system');
    return html`${facts([
      [t('apikeys.status'), status(key)],
      [t('apikeys.key'), html`<code>${key.preview}</code>`],
      [t('apikeys.environment'), environment(key)],
      ...(this.app.ofTenant ? [[t('apikeys.of'), owner(this.app, key)]] : []),
      [t('apikeys.expires'), moment(key.expiresAt)],
      [t('apikeys.used'), used],
      [t('apikeys.tier'), key.tier ? t(`apikeys.tiers.${key.tier}`) : t('apikeys.tiers.default')],
      [t('apikeys.ratePolicy'), key.ratePolicy ? ratePolicy(key.ratePolicy) : t('apikeys.byTier')],
      [t('apikeys.addresses'), key.allowedAddresses.length ? key.allowedAddresses.join(', ') : t('apikeys.anywhere')],
      [t('apikeys.created'), t('apikeys.createdBy', { time: time(key.createdAt), who })],
      ...(key.autoRenew ? [[t('apikeys.renews'), t('apikeys.renewsText')]] : []),
      ...(key.revokedAt ? [[t('apikeys.revokedAt'), moment(key.revokedAt)]] : []),
      ...(key.revokedAt ? [[t('apikeys.reason'), key.revocationReason || t('shell.none')]] : []),
      [t('apikeys.id'), html`<code>${key.id}</code>`],
    ])}
    <h2>${t('apikeys.scopes')}</h2>
    <ul class="chips">${key.scopes.map((scope) => html`<li><code>${scope}</code></li>`)}</ul>`;
  }

  // -- what is done --------------------------------------------------------------------------------------------------

  act(deed, body, key) {
    return this.api.post(`${this.path}/actions/${deed}`, body, { key });
  }

  askRevoke() {
    confirm(this.dialog, {
      title: t('apikeys.revokeTitle', this.key),
      text: t('apikeys.revokeText'),
      button: t('apikeys.revokeButton'),
      word: this.key.name,
      more: (form) => form.textarea('/reason', t('apikeys.revokeReason'), {
        rows: 2, maxlength: 500, optional: true, help: t('apikeys.revokeReasonHelp'),
      }),
      action: (data, key) => this.act('revoke', { reason: data.get('reason') }, key),
      done: () => this.changed(t('apikeys.revoked')),
    });
  }

  askRotate() {
    confirm(this.dialog, {
      title: t('apikeys.rotateTitle', this.key),
      text: t('apikeys.rotateText'),
      button: t('apikeys.rotateButton'),
      kind: '',
      more: (form) => graceField(form),
      action: async (data, key) => {
        this.show(await this.act('rotate', { gracePeriodSeconds: Number(data.get('gracePeriodSeconds')) }, key));
      },
    });
  }

  askReveal() {
    confirm(this.dialog, {
      title: t('apikeys.revealTitle', this.key),
      text: this.key.renewed ? `${t('apikeys.revealText')} ${t('apikeys.revealOnce')}` : t('apikeys.revealText'),
      button: t('apikeys.revealButton'),
      kind: '',
      more: (form) => form.input('/password', t('apikeys.password'), {
        type: 'password', required: true, autocomplete: 'current-password',
      }),
      action: async (data, key) => {
        const answer = await this.act('reveal', { password: data.get('password') }, key);
        const once = !answer.revealable;
        this.show(answer, {
          title: t('apikeys.issued.revealed'),
          text: t(once ? 'apikeys.issued.revealedOnce' : 'apikeys.issued.revealedAgain'),
          guarded: once,
        });
      },
    });
  }

  /** Shows a whole key until its reader has it: this one again, or its successor. */
  show(answer, options) {
    this.issued = new Issued(this, answer, async () => {
      this.issued = null;
      if (answer.id === this.key.id) {
        await this.app.reload();
      } else {
        this.app.go(`api-keys/${answer.id}`);
      }
    }, options);
  }
}
