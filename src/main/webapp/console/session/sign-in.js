// The first page of whoever is not signed in.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Form } from '../parts/form.js';
import { t } from '../texts.js';

const REASONS = ['refused', 'provider', 'email', 'member', 'request'];

export class SignInPage {
  constructor(app, notice) {
    this.app = app;
    this.form = new Form(() => app.update());
    this.email = '';
    this.tenants = null;
    this.provider = false;
    this.notice = notice || this.failure();
    this.ask();
  }

  get title() {
    return t('shell.signIn.title');
  }

  /** Why the way over the identity provider ended here, or null. */
  failure() {
    const query = new URLSearchParams(location.search);
    if (query.get('sign-in') !== 'failed') {
      return null;
    }
    history.replaceState(null, '', `./${location.hash}`);
    const reason = query.get('reason');
    return t(`shell.signIn.oidc.${REASONS.includes(reason) ? reason : 'provider'}`);
  }

  /** Whether there is an identity provider; a password works without that answer. */
  async ask() {
    const methods = await this.app.api.get('/v1/session/methods', { organization: null }).catch(() => ({}));
    this.provider = Boolean(methods.provider);
    this.app.update();
  }

  async send(data) {
    try {
      const session = await this.app.api.post('/v1/session', {
        email: data.get('email'),
        password: data.get('password'),
        ...(data.get('tenantId') ? { tenantId: data.get('tenantId') } : {}),
      });
      await this.app.signedIn(session);
    } catch (problem) {
      if (problem.code === 'conflict' && problem.body.tenants) {
        this.tenants = problem.body.tenants;
      } else if (problem.code === 'sign_in_failed') {
        problem.detail = t('shell.signIn.wrong');
      }
      throw problem;
    }
  }

  /** Another address is of other tenants. */
  typed(email) {
    this.email = email;
    this.tenants = null;
    this.app.update();
  }

  view() {
    const { form } = this;
    const choosing = this.tenants && form.problem && form.problem.code === 'conflict';
    return html`<main class="frame" tabindex="-1">
      <p class="product"><img src="icon.svg" alt="" width="32" height="32">${t('shell.product')}</p>
      <h1 tabindex="-1">${this.title}</h1>
      ${this.notice ? html`<p class="notice" role="status">${this.notice}</p>` : nothing}
      ${window.isSecureContext ? nothing : html`<p class="alert" role="alert">${t('shell.signIn.insecure')}</p>`}
      <form @submit=${form.submit((data) => this.send(data))}>
        ${form.input('/email', t('shell.signIn.email'), {
          type: 'email', value: this.email, required: true, autocomplete: 'username', oninput: (event) => this.typed(event.target.value),
        })}
        ${form.input('/password', t('shell.signIn.password'), { type: 'password', required: true, autocomplete: 'current-password' })}
        ${this.tenants ? form.select('/tenantId', t('shell.signIn.tenant'), this.tenants.map((it) => [it.id, it.name]), {
          help: t('shell.signIn.several'),
        }) : nothing}
        ${choosing ? nothing : form.alert()}
        ${form.buttons(t('shell.signIn.button'))}
      </form>
      ${this.provider ? html`<p><a href="./sign-in/oidc" @click=${() => this.app.leaving()}>${t('shell.signIn.provider')}</a></p>` : nothing}
    </main>`;
  }
}
