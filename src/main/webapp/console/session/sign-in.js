// The first page of whoever is not signed in.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Form } from '../parts/form.js';
import { t } from '../texts.js';

export class SignInPage {
  constructor(app, notice) {
    this.app = app;
    this.form = new Form(() => app.update());
    this.email = '';
    this.tenants = null;
    this.notice = notice;
    const query = new URLSearchParams(location.search);
    if (query.get('sign-in') === 'failed') {
      const reason = query.get('reason');
      const known = ['refused', 'provider', 'email', 'member', 'request'];
      this.notice = t(`shell.signIn.oidc.${known.includes(reason) ? reason : 'provider'}`);
      history.replaceState(null, '', `./${location.hash}`);
    }
  }

  get title() {
    return t('shell.signIn.title');
  }

  async send(data) {
    this.email = data.get('email');
    try {
      const session = await this.app.api.post('/v1/session', {
        email: this.email,
        password: data.get('password'),
        ...(data.get('tenantId') ? { tenantId: data.get('tenantId') } : {}),
      });
      await this.app.signedIn(session);
    } catch (problem) {
      if (problem.code === 'conflict' && problem.body.tenants) {
        this.tenants = problem.body.tenants;
      }
      throw problem;
    }
  }

  view() {
    return html`<main class="frame" tabindex="-1">
      <p class="product"><img src="icon.svg" alt="" width="32" height="32">${t('shell.product')}</p>
      <h1 tabindex="-1">${this.title}</h1>
      ${this.notice ? html`<p class="notice" role="status">${this.notice}</p>` : nothing}
      ${window.isSecureContext ? nothing : html`<p class="alert" role="alert">${t('shell.signIn.insecure')}</p>`}
      <form @submit=${this.form.submit((data) => this.send(data))}>
        ${this.form.input('/email', t('shell.signIn.email'), { type: 'email', value: this.email, required: true, autocomplete: 'username' })}
        ${this.form.input('/password', t('shell.signIn.password'), { type: 'password', required: true, autocomplete: 'current-password' })}
        ${this.tenants ? this.form.select('/tenantId', t('shell.signIn.tenant'), this.tenants.map((it) => [it.id, it.name]), {
          help: t('shell.signIn.several'),
        }) : nothing}
        ${this.tenants && this.form.problem && this.form.problem.code === 'conflict' ? nothing : this.form.alert()}
        ${this.form.buttons(t('shell.signIn.button'))}
      </form>
    </main>`;
  }
}
