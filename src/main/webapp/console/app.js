// The shell: who is signed in, which organization and environment it is about, the menu, and the page of the address.

import { html, nothing, render } from './vendor/lit/lit-html.js';
import { Api, Problem } from './api.js';
import { FIRST, GROUPS, ROUTES } from './routes.js';
import { failed, loading, empty } from './parts/states.js';
import { InvitationPage } from './session/invitation.js';
import { SignInPage } from './session/sign-in.js';
import { t } from './texts.js';

const MESSAGE_MILLIS = 6000;

/** What is remembered in this tab. */
const memory = {
  get: (name) => sessionStorage.getItem(`allogate.${name}`),
  set: (name, value) => (value === null ? sessionStorage.removeItem(`allogate.${name}`) : sessionStorage.setItem(`allogate.${name}`, value)),
};

/** The address behind the #: its words, and its query. */
function routeOf(hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  return { path, words: path.split('/').filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query) };
}

class App {
  constructor(host) {
    this.host = host;
    this.api = new Api();
    this.api.onSignedOut = (problem) => this.sessionOver(problem);
    this.member = null;
    this.organizations = [];
    this.page = null;
    this.state = 'loading';
    this.problem = null;
    this.message = '';
    this.menuOpen = false;
    /** Keys made in this tab, by id, so that samples and the reference can use them; gone with the tab. */
    this.freshKeys = new Map();
    window.addEventListener('hashchange', () => this.navigated());
    window.addEventListener('beforeunload', (event) => {
      if (this.page && this.page.unsaved) {
        event.preventDefault();
      }
    });
  }

  get environment() {
    return this.api.environment;
  }

  get organization() {
    return this.api.organization;
  }

  /** The organization that is chosen, as the API shows it, or undefined. */
  get organizationView() {
    return this.organizations.find((it) => it.id === this.organization);
  }

  /** Whether the member belongs to the whole tenant. */
  get ofTenant() {
    return this.member.organizationId === null;
  }

  /** Whether the member holds a scope. */
  can(scope) {
    return this.member.scopes.includes(scope);
  }

  async begin() {
    this.draw();
    try {
      this.signedIn(await this.api.get('/v1/session'), false);
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      if (problem.status === 401) {
        this.showSignIn();
      } else {
        Object.assign(this, { state: 'failed', problem });
        this.update();
      }
    }
  }

  // -- the session ---------------------------------------------------------------------------------------------------

  /** Takes over a session: everything begins with whom it is of. */
  async signedIn(session, again = true) {
    this.session = session;
    this.member = session.member;
    this.api.csrfToken = session.csrfToken;
    this.api.environment = memory.get('environment') === 'test' ? 'test' : 'live';
    this.frame = null;
    this.state = 'loading';
    this.update();
    try {
      await this.loadOrganizations();
    } catch (problem) {
      Object.assign(this, { state: 'failed', problem });
      this.update();
      return;
    }
    if (again && routeOf(location.hash).words[0] === 'invitation') {
      location.hash = '#/';
    } else {
      this.navigated();
    }
  }

  /** A session that continues under another cookie, as after a change of password. */
  sessionChanged(session) {
    this.session = session;
    this.member = session.member;
    this.api.csrfToken = session.csrfToken;
    this.update();
  }

  async loadOrganizations() {
    if (!this.ofTenant) {
      this.organizations = [];
      this.api.organization = this.member.organizationId;
      return;
    }
    this.organizations = (await this.api.all('/v1/organizations', { organization: null })).filter((it) => it.active);
    const wanted = memory.get('organization');
    const known = this.organizations.some((it) => it.id === wanted);
    this.api.organization = known ? wanted : wanted === 'whole' || this.organizations.length === 0 ? null : this.organizations[0].id;
  }

  sessionOver() {
    this.forget();
    this.showSignIn(t('shell.signIn.over'));
  }

  async signOut() {
    await this.api.delete('/v1/session');
    this.forget();
    location.hash = '#/';
    this.showSignIn(t('shell.signIn.out'));
  }

  forget() {
    if (this.page) {
      this.page.left();
    }
    this.api.csrfToken = null;
    this.member = null;
    this.page = null;
    this.freshKeys.clear();
  }

  showSignIn(notice = null) {
    const route = routeOf(location.hash);
    this.frame = route.words[0] === 'invitation' ? new InvitationPage(this, route) : new SignInPage(this, notice);
    this.state = 'ready';
    this.update();
    this.focusHeading();
  }

  // -- addresses -----------------------------------------------------------------------------------------------------

  /** Opens an address such as 'products?enabled=true'. */
  go(path) {
    location.hash = `#/${path}`;
  }

  /** Changes the query of this address; null takes a parameter away. */
  query(changes) {
    const query = new URLSearchParams(this.route.query);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') {
        query.delete(name);
      } else {
        query.set(name, value);
      }
    }
    const text = query.toString();
    location.hash = `#/${this.route.path}${text ? `?${text}` : ''}`;
  }

  async navigated() {
    if (!this.member) {
      if (this.state === 'ready') {
        this.showSignIn();
      }
      return;
    }
    const route = routeOf(location.hash);
    if (this.page && this.page.unsaved && route.path !== this.route.path && !window.confirm(this.page.unsaved)) {
      history.replaceState(null, '', `#/${this.route.path}`);
      return;
    }
    const same = this.page && this.route && route.path === this.route.path;
    this.route = route;
    this.menuOpen = false;
    await (same ? this.reload() : this.open(route));
  }

  async open(route) {
    if (this.page) {
      this.page.left();
    }
    this.page = null;
    this.problem = null;
    this.state = 'loading';
    this.update();
    const declared = ROUTES[route.words[0] || FIRST];
    if (!declared || !this.offers(declared)) {
      this.state = 'missing';
      this.update();
      this.focusHeading();
      return;
    }
    const { default: PageOf } = await declared.page(route);
    if (this.route !== route || !this.member) {
      return;
    }
    if (PageOf.needsOrganization && !this.organization) {
      this.state = 'organization';
      this.update();
      this.focusHeading();
      return;
    }
    this.page = new PageOf(this, route);
    await this.loaded(this.page);
    if (this.route === route) {
      this.focusHeading();
    }
  }

  /** Has the page ask again for what it shows, which stays to be seen until then. */
  async reload() {
    if (this.page) {
      this.page.route = this.route;
      this.reloading = true;
      this.update();
      await this.loaded(this.page);
    } else {
      await this.open(this.route);
    }
  }

  async loaded(page) {
    try {
      await page.load();
      if (this.page === page) {
        this.state = 'ready';
      }
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      if (this.page === page) {
        Object.assign(this, { state: 'failed', problem });
      }
    }
    this.reloading = false;
    this.update();
  }

  /** Whether the member gets to see a page. */
  offers(route) {
    return (!route.scope || this.can(route.scope)) && (!route.tenant || this.ofTenant);
  }

  // -- what it is about ----------------------------------------------------------------------------------------------

  async choose({ organization = this.organization, environment = this.environment }) {
    if (this.page && this.page.unsaved && !window.confirm(this.page.unsaved)) {
      this.update();
      return;
    }
    this.api.organization = organization;
    this.api.environment = environment;
    memory.set('organization', organization || 'whole');
    memory.set('environment', environment);
    // What belongs to another organization or environment is not to be found in this one.
    const [first] = this.route.words;
    if (first && (this.route.words.length > 1 || this.route.query.toString())) {
      if (this.page) {
        this.page.left();
        this.page = null;
      }
      this.go(first);
    } else {
      await this.open(this.route);
    }
  }

  // -- drawing -------------------------------------------------------------------------------------------------------

  /** Draws anew, once for any number of calls in one turn. */
  update() {
    if (!this.drawing) {
      this.drawing = true;
      queueMicrotask(() => {
        this.drawing = false;
        this.draw();
      });
    }
  }

  draw() {
    const title = this.frame ? this.frame.title : this.page ? this.page.title : '';
    document.title = title ? `${title} · ${t('shell.product')}` : t('shell.product');
    document.documentElement.dataset.environment = this.member ? this.environment : 'live';
    render(this.frame ? this.frame.view() : this.shell(), this.host);
  }

  /** Says something to everybody, those who do not see the screen, too. */
  say(text) {
    this.message = text;
    clearTimeout(this.messageTimer);
    this.messageTimer = setTimeout(() => {
      this.message = '';
      this.update();
    }, MESSAGE_MILLIS);
    this.update();
  }

  /** Runs what a button does, and says what came of it where it fails. */
  async run(action) {
    try {
      return await action();
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      const { sentence } = await import('./parts/states.js');
      this.say(sentence(problem));
      return undefined;
    }
  }

  async focusHeading() {
    await new Promise(requestAnimationFrame);
    const heading = this.host.querySelector('h1');
    if (heading && !document.querySelector('dialog[open]')) {
      heading.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }

  shell() {
    return html`
      <a class="skip" href="#main" @click=${(event) => { event.preventDefault(); this.host.querySelector('main').focus(); }}>${t('shell.skip')}</a>
      <header class="top">
        <button type="button" class="menu" aria-expanded=${this.menuOpen ? 'true' : 'false'} aria-controls="menu"
          @click=${() => { this.menuOpen = !this.menuOpen; this.update(); }}>${t('shell.menu')}</button>
        <a class="product" href="#/"><img src="icon.svg" alt="" width="24" height="24">${t('shell.product')}</a>
        ${this.member ? html`${this.organizationSwitch()}${this.environmentSwitch()}${this.userMenu()}` : nothing}
      </header>
      ${this.member && this.environment === 'test' ? html`<p class="test-banner">${t('shell.environment.banner')}</p>` : nothing}
      <div class="body">
        <nav id="menu" class=${this.menuOpen ? 'side open' : 'side'} aria-label=${t('shell.navigation')}>${this.member ? this.menu() : nothing}</nav>
        <main tabindex="-1" aria-busy=${this.reloading ? 'true' : 'false'}>${this.content()}</main>
      </div>
      ${this.messages()}`;
  }

  messages() {
    return html`<div class="message" role="status" aria-live="polite">${this.message ? html`<p>${this.message}</p>` : nothing}</div>`;
  }

  menu() {
    const here = this.route && (this.route.words[0] || FIRST);
    return GROUPS.map((group) => {
      const offered = Object.entries(ROUTES).filter(([, route]) => route.group === group && this.offers(route));
      return offered.length === 0 ? nothing : html`<h2 id="menu-${group}">${t(`shell.groups.${group}`)}</h2>
        <ul aria-labelledby="menu-${group}">${offered.map(([path]) => html`<li><a href="#/${path}" aria-current=${path === here ? 'page' : 'false'}>
          ${t(`shell.pages_.${path}`)}</a></li>`)}</ul>`;
    });
  }

  organizationSwitch() {
    if (!this.ofTenant) {
      return nothing;
    }
    return html`<div class="switch">
      <select aria-label=${t('shell.organization.label')} @change=${(event) => this.choose({ organization: event.target.value || null })}>
        ${this.organizations.map((it) => html`<option value=${it.id} ?selected=${it.id === this.organization}>${it.name}</option>`)}
        <option value="" ?selected=${!this.organization}>${t('shell.organization.whole')}</option>
      </select></div>`;
  }

  environmentSwitch() {
    return html`<fieldset class="environment"><legend class="sr">${t('shell.environment.label')}</legend>
      ${['live', 'test'].map((it) => html`<label><input type="radio" name="environment" value=${it} .checked=${it === this.environment}
        @change=${() => this.choose({ environment: it })}><span>${t(`shell.environment.${it}`)}</span></label>`)}
    </fieldset>`;
  }

  userMenu() {
    const theme = document.documentElement.dataset.theme || 'system';
    return html`<details class="user"><summary>${this.member.name || this.member.email}</summary>
      <div>
        <p class="quiet">${t('shell.user.role', { name: this.member.email, role: this.member.role })}</p>
        <div><label for="theme">${t('shell.theme.label')}</label>
          <select id="theme" @change=${(event) => this.paint(event.target.value)}>
            ${['system', 'light', 'dark'].map((it) => html`<option value=${it} ?selected=${it === theme}>${t(`shell.theme.${it}`)}</option>`)}
          </select></div>
        <a href="#/account">${t('shell.user.account')}</a>
        <button type="button" class="secondary" @click=${() => this.run(() => this.signOut())}>${t('shell.user.signOut')}</button>
      </div></details>`;
  }

  paint(theme) {
    if (theme === 'system') {
      delete document.documentElement.dataset.theme;
      localStorage.removeItem('allogate.theme');
    } else {
      document.documentElement.dataset.theme = theme;
      localStorage.setItem('allogate.theme', theme);
    }
    window.dispatchEvent(new Event('themechange'));
  }

  content() {
    switch (this.state) {
      case 'loading':
        return html`<h1 tabindex="-1" class="placeholder">${this.page ? this.page.title : ' '}</h1>${loading()}`;
      case 'failed':
        return html`<h1 tabindex="-1">${this.page ? this.page.title : t('shell.product')}</h1>${failed(this.problem, () => (this.member ? this.retry() : this.begin()))}`;
      case 'missing':
        return html`<h1 tabindex="-1">${t('shell.notFound.title')}</h1><p>${t('shell.notFound.text')}</p>`;
      case 'organization':
        return html`<h1 tabindex="-1">${t(`shell.pages_.${this.route.words[0] || FIRST}`)}</h1>${empty({
          title: t('shell.organization.neededTitle'),
          text: t('shell.organization.needed'),
          action: html`<a role="button" href="#/organizations">${t('shell.organization.make')}</a>`,
        })}`;
      default:
        return html`<h1 tabindex="-1">${this.page.title}</h1>${this.page.view()}`;
    }
  }

  async retry() {
    if (!this.organizations.length && this.ofTenant) {
      await this.run(() => this.loadOrganizations());
    }
    await (this.page ? this.reload() : this.open(this.route || routeOf(location.hash)));
  }
}

new App(document.querySelector('#app')).begin();
