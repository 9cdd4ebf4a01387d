// The member's own account: what it may do, its password, and where it is signed in.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { confirm, Dialog } from '../parts/dialog.js';
import { Form } from '../parts/form.js';
import { Page } from '../parts/page.js';
import { badge } from '../parts/states.js';
import { facts, table } from '../parts/table.js';
import texts from '../texts/en/account.js';
import { addTexts, ago, plural, t, time } from '../texts.js';

addTexts('account', texts);

const SESSIONS = '/v1/session/all';
const WHOLE = { organization: null };

export default class AccountPage extends Page {
  constructor(app, route) {
    super(app, route);
    this.dialog = new Dialog(() => this.update());
    this.form = new Form(() => this.update());
  }

  get everywhere() {
    return true;
  }

  get title() {
    return t('account.title');
  }

  async load() {
    this.sessions = (await this.api.get(SESSIONS, WHOLE)).data;
  }

  view() {
    return html`${this.you()}${this.password()}${this.list()}${this.dialog.view()}`;
  }

  you() {
    const { member } = this.app;
    return html`<section aria-labelledby="you"><h2 id="you">${t('account.you.title')}</h2>
      ${facts([
        [t('account.you.name'), member.name],
        [t('account.you.email'), member.email],
        [t('account.you.role'), html`${t(`shell.roles.${member.role}`)}<br><span class="quiet">${t(`shell.rolesMean.${member.role}`)}</span>`],
        [t('account.you.reach'), t(`account.you.${this.app.ofTenant ? 'whole' : 'one'}`)],
      ])}
      <details><summary>${plural('account.you.scopes', member.scopes.length)}</summary>
        <p class="scopes">${member.scopes.map((it) => html`<code>${it}</code> `)}</p></details></section>`;
  }

  // -- the password --------------------------------------------------------------------------------------------------

  password() {
    const { form } = this;
    return html`<section class="then" aria-labelledby="password"><h2 id="password">${t('account.password.title')}</h2>
      <p class="lead">${t('account.password.lead')}</p>
      <form class="form" @submit=${this.submitted}>
        <input type="text" class="sr" name="username" autocomplete="username" .value=${this.app.member.email} readonly tabindex="-1" aria-hidden="true">
        ${form.input('/currentPassword', t('account.password.current'), { type: 'password', required: true, autocomplete: 'current-password' })}
        ${form.input('/newPassword', t('account.password.wanted'), {
          type: 'password', required: true, autocomplete: 'new-password', help: t('account.password.help'),
        })}
        ${form.input('/again', t('account.password.again'), { type: 'password', required: true, autocomplete: 'new-password' })}
        ${form.problem && form.problem.code === 'sign_in_failed' ? nothing : form.alert()}
        ${form.buttons(t('account.password.button'))}
      </form></section>`;
  }

  submitted = async (event) => {
    const element = event.target;
    const check = (data) => (data.get('newPassword') === data.get('again') ? {} : { '/again': t('account.password.different') });
    let changed = false;
    const send = this.form.submit(async (data) => {
      await this.change(data);
      changed = true;
    }, check);
    await send(event);
    if (changed) {
      element.reset();
    }
  };

  async change(data) {
    let session;
    try {
      session = await this.api.post('/v1/session/actions/change-password', {
        currentPassword: data.get('currentPassword'), newPassword: data.get('newPassword'),
      }, WHOLE);
    } catch (problem) {
      if (problem.code === 'sign_in_failed') {
        problem.errors = [{ pointer: '/currentPassword', detail: t('account.password.wrong') }];
      }
      throw problem;
    }
    this.app.sessionChanged(session);
    await this.load();
    this.app.say(t('account.password.done'));
  }

  // -- the sessions --------------------------------------------------------------------------------------------------

  list() {
    return html`<section class="then" aria-labelledby="sessions"><h2 id="sessions">${t('account.sessions.title')}</h2>
      <p class="lead">${t('account.sessions.lead')}</p>
      ${table({
        caption: t('account.sessions.caption'),
        rows: this.sessions,
        columns: [
          { label: t('account.sessions.begun'), cell: (it) => html`${time(it.createdAt)} ${it.current ? badge(t('account.sessions.here'), 'good') : nothing}` },
          { label: t('account.sessions.seen'), cell: (it) => ago(it.lastSeenAt) },
          { label: t('account.sessions.address'), cell: (it) => it.address || t('account.sessions.unknown') },
          { label: t('account.sessions.ends'), cell: (it) => time(it.expiresAt) },
          { label: t('account.sessions.end'), kind: 'actions', cell: (it) => this.endButton(it) },
        ],
      })}
      <button type="button" class="secondary" @click=${() => this.endAll()}>${t('account.sessions.everywhere')}</button></section>`;
  }

  endButton(session) {
    return html`<button type="button" class="secondary outline" aria-label=${t('account.sessions.endOne', { time: time(session.createdAt) })}
      @click=${() => this.app.run(() => this.end(session))}>${t('account.sessions.end')}</button>`;
  }

  async end(session) {
    if (session.current) {
      await this.app.signOut();
      return;
    }
    try {
      await this.api.delete(`${SESSIONS}/${session.id}`, WHOLE);
    } catch (problem) {
      // It has ended by itself meanwhile.
      if (problem.status !== 404) {
        throw problem;
      }
    }
    await this.load();
    this.app.say(t('account.sessions.ended'));
  }

  endAll() {
    confirm(this.dialog, {
      title: t('account.sessions.everywhere'),
      text: t('account.sessions.everywhereText'),
      button: t('account.sessions.everywhere'),
      action: () => this.api.post('/v1/session/actions/sign-out-everywhere', undefined, WHOLE),
      done: () => this.app.signedOut(),
    });
  }
}
