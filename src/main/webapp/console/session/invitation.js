// Where the link of an invitation leads.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Form } from '../parts/form.js';
import { t } from '../texts.js';

export class InvitationPage {
  constructor(app, route) {
    this.app = app;
    this.token = route.query.get('token') || '';
    this.form = new Form(() => app.update());
    this.asksEmail = false;
    this.over = !this.token;
    // Out of the address and the history: who looks over the shoulder later finds no link that works.
    history.replaceState(null, '', '#/invitation');
  }

  get title() {
    return t('shell.invitation.title');
  }

  async send(data) {
    const { token } = this;
    const name = data.get('name').trim();
    try {
      const session = await this.app.api.post('/v1/session/actions/accept-invitation', {
        token,
        password: data.get('password'),
        ...(name ? { name } : {}),
        ...(data.get('email') ? { email: data.get('email') } : {}),
      });
      this.token = '';
      await this.app.signedIn(session);
    } catch (problem) {
      // Only the first owner's link was made for nobody in particular.
      this.asksEmail ||= (problem.errors || []).some((it) => it.pointer === '/email');
      this.over = problem.code === 'sign_in_failed';
      throw problem;
    }
  }

  view() {
    const { member } = this.app;
    return html`<main class="frame" tabindex="-1">
      <p class="product"><img src="icon.svg" alt="" width="32" height="32">${t('shell.product')}</p>
      <h1 tabindex="-1">${this.title}</h1>
      ${this.over ? this.ended() : html`
        <p>${t('shell.invitation.text')}</p>
        ${member ? html`<p class="notice">${t('shell.invitation.signedInAs', { name: member.name || member.email })}</p>` : nothing}
        ${this.fields()}`}
      ${member || this.over ? html`<p><a href="#/">${t(member ? 'shell.invitation.back' : 'shell.invitation.signIn')}</a></p>` : nothing}
    </main>`;
  }

  ended() {
    return html`<p class="alert" role="alert">${t('shell.invitation.over')}</p>`;
  }

  fields() {
    const { form } = this;
    const check = (data) => (data.get('password') === data.get('again') ? {} : { '/again': t('shell.invitation.different') });
    return html`<form @submit=${form.submit((data) => this.send(data), check)}>
      ${form.input('/name', t('shell.invitation.name'), { optional: true, autocomplete: 'name' })}
      ${this.asksEmail ? form.input('/email', t('shell.signIn.email'), { type: 'email', required: true, autocomplete: 'username' }) : nothing}
      ${form.input('/password', t('shell.invitation.password'), {
        type: 'password', required: true, autocomplete: 'new-password', help: t('shell.invitation.passwordHelp'),
      })}
      ${form.input('/again', t('shell.invitation.again'), { type: 'password', required: true, autocomplete: 'new-password' })}
      ${form.alert()}
      ${form.buttons(t('shell.invitation.button'))}
    </form>`;
  }
}
