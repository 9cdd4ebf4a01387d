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
      await this.app.signedIn(session);
    } catch (problem) {
      // Only the first owner's link was made for nobody in particular.
      this.asksEmail ||= (problem.errors || []).some((it) => it.pointer === '/email');
      throw problem;
    }
  }

  view() {
    const { form } = this;
    const check = (data) => (data.get('password') === data.get('again') ? {} : { '/again': t('shell.invitation.different') });
    return html`<main class="frame" tabindex="-1">
      <p class="product"><img src="icon.svg" alt="" width="32" height="32">${t('shell.product')}</p>
      <h1 tabindex="-1">${this.title}</h1>
      <p>${t('shell.invitation.text')}</p>
      <form @submit=${form.submit((data) => this.send(data), check)}>
        ${form.input('/name', t('shell.invitation.name'), { optional: true, autocomplete: 'name' })}
        ${this.asksEmail ? form.input('/email', t('shell.signIn.email'), { type: 'email', required: true, autocomplete: 'username' }) : nothing}
        ${form.input('/password', t('shell.invitation.password'), {
          type: 'password', required: true, autocomplete: 'new-password', help: t('shell.invitation.passwordHelp'),
        })}
        ${form.input('/again', t('shell.invitation.again'), { type: 'password', required: true, autocomplete: 'new-password' })}
        ${form.alert()}
        ${form.buttons(t('shell.invitation.button'))}
      </form>
    </main>`;
  }
}
