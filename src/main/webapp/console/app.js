// The shell: who is signed in, which organization and environment it is about, the menu, and the page of the address.

import { html, nothing, render } from './vendor/lit/lit-html.js';
import { live } from './vendor/lit/directives/live.js';
import { Api, Problem } from './api.js';
import { FIRST, GROUPS, ROUTES } from './routes.js';
import { failed, loading, empty } from './parts/states.js';
import { InvitationPage } from './session/invitation.js';
import { SignInPage } from './session/sign-in.js';
import { t } from './texts.js';

const MESSAGE_MILLIS = 6000;
const MOST_ORGANIZATIONS = 1000;

/** What is remembered in this tab. */
const memory = {
  get: (name) => sessionStorage.getItem(`allogate.${name}`),
  set: (name, value) => (value === null ? sessionStorage.removeItem(`allogate.${name}`) : sessionStorage.setItem(`allogate.${name}`, value)),
};

/**
 * A word of an address as it was meant. One that means nothing, or several words, stays as it is and leads nowhere: links
 * are made by others, too, and what they name becomes part of a path of the API.
 */
function decoded(word) {
  try {
    const text = decodeURIComponent(word);
    return /[/\\?#]/.test(text) ? word : text;
  } catch {
    return word;
  }
}

/** The address behind the #: its words, and its query. */
function routeOf(hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  return { path, words: path.split('/').filter(Boolean).map(decoded), query: new URLSearchParams(query) };
}

function isInvitation(route) {
  return route.words[0] === 'invitation';
}

/** Has the filters of a list show those of its address, whatever was chosen in them before it changed. */
function showFilters(host, query) {
  for (const control of host.querySelectorAll('form.bar :is(select, input[type=search])')) {
    const value = query.get(control.name) || '';
    if (control.name && (!control.options || [...control.options].some((option) => option.value === value))) {
      control.value = value;
    }
  }
}

class App {
  constructor(host) {
    this.host = host;
    this.api = new Api();
    this.api.onRefused = (problem) => this.refused(problem);
    this.member = null;
    this.organizations = [];
    this.disabled = false;
    this.page = null;
    this.state = 'loading';
    this.problem = null;
    this.message = '';
    this.filters = null;
    this.menuOpen = false;
    /** Keys made in this tab, by id, so that samples and the reference can use them; gone with the tab. */
    this.freshKeys = new Map();
    window.addEventListener('hashchange', () => this.navigated());
    // Links that look like buttons are pressed like buttons, too.
    host.addEventListener('keydown', (event) => {
      if (event.key === ' ' && event.target.matches('a[role=button]')) {
        event.preventDefault();
        event.target.click();
      }
    });
    // Tabs of one browser share its cookie: what ends or begins in one is so in all.
    this.tabs = new BroadcastChannel('allogate.session');
    this.tabs.addEventListener('message', ({ data }) => (data === 'in' && this.frame instanceof SignInPage ? this.begin() : this.recheck()));
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.recheck());
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
    if (isInvitation(routeOf(location.hash))) {
      this.showInvitation();
      return;
    }
    this.state = this.frame ? 'ready' : 'loading';
    this.draw();
    try {
      const session = await this.api.get('/v1/session');
      this.returned();
      await this.signedIn(session, false);
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      if (problem.status === 401) {
        this.showSignIn(problem.code === 'missing_api_key' ? null : this.notice(problem));
      } else {
        Object.assign(this, { state: 'failed', problem });
        this.update();
      }
    }
  }

  // -- the session ---------------------------------------------------------------------------------------------------

  /** Takes over a session: everything begins with whom it is of. */
  async signedIn(session, again = true) {
    this.forget();
    this.take(session);
    this.api.environment = memory.get('environment') === 'test' ? 'test' : 'live';
    this.disabled = false;
    this.frame = null;
    this.state = 'loading';
    this.update();
    if (again) {
      this.tabs.postMessage('in');
    }
    try {
      await this.loadOrganizations();
    } catch (problem) {
      if (!this.member) {
        return;
      }
      if (!this.disabled) {
        Object.assign(this, { state: 'failed', problem });
        this.update();
        return;
      }
    }
    if (isInvitation(routeOf(location.hash))) {
      history.replaceState(null, '', '#/');
    }
    await this.navigated();
  }

  /** A session that continues under another cookie, as after a change of password. */
  sessionChanged(session) {
    this.take(session);
    this.tabs.postMessage('in');
  }

  take(session) {
    this.session = session;
    this.member = session.member;
    this.api.csrfToken = session.csrfToken;
    this.update();
  }

  /** Asks for the organizations anew and keeps the one that is chosen, if it can be worked in yet. */
  async loadOrganizations() {
    if (!this.ofTenant) {
      this.organizations = [];
      this.api.organization = this.member.organizationId;
      return;
    }
    const all = await this.api.all('/v1/organizations', { organization: null }, MOST_ORGANIZATIONS);
    this.organizations = all.filter((it) => it.active);
    const wanted = memory.get('organization');
    if (all.length >= MOST_ORGANIZATIONS && wanted && wanted !== 'whole') {
      await this.know(wanted);
    }
    const known = this.organizations.some((it) => it.id === wanted);
    this.api.organization = known ? wanted : wanted === 'whole' || this.organizations.length === 0 ? null : this.organizations[0].id;
    this.update();
  }

  /** Has an organization in the switch that is none of the first thousand. */
  async know(id) {
    if (!this.organizations.some((it) => it.id === id)) {
      const found = await this.api.get(`/v1/organizations/${id}`, { organization: null }).catch(() => null);
      this.organizations = found && found.active ? [...this.organizations, found] : this.organizations;
    }
  }

  /** What a refusal says of the session: whose it is now, or that it is over. */
  refused(problem) {
    if (problem.code === 'csrf_token_invalid') {
      this.recheck();
    } else if (problem.code === 'tenant_disabled' && this.ofTenant && this.member.role === 'owner') {
      this.tenantDisabled(true);
    } else {
      this.sessionOver(problem);
    }
  }

  /** While the tenant is disabled its owners see what is left to do, and nothing else. */
  async tenantDisabled(disabled) {
    if (!disabled) {
      await this.enabledAgain();
      return;
    }
    if (this.disabled) {
      return;
    }
    this.disabled = true;
    this.organizations = [];
    this.api.organization = null;
    if (this.route && !(this.declared(this.route) || {}).whileDisabled) {
      await this.open(this.route);
    }
    this.update();
  }

  async enabledAgain() {
    if (!this.disabled) {
      return;
    }
    try {
      await this.loadOrganizations();
    } catch {
      // Not yet.
      return;
    }
    this.disabled = false;
    this.update();
    if (this.state === 'disabled') {
      await this.open(this.route);
    }
  }

  /** Looks whose session the browser has by now: another tab may have changed it. */
  async recheck() {
    if (!this.member) {
      return;
    }
    const { id } = this.member;
    let session;
    try {
      session = await this.api.get('/v1/session');
    } catch {
      // Over: the refusal has said so. Anything else shows with the next request.
      return;
    }
    if (!this.member || this.member.id !== id) {
      return;
    }
    if (session.member.id === id) {
      this.take(session);
      await this.enabledAgain();
    } else {
      this.forget();
      location.reload();
    }
  }

  sessionOver(problem) {
    this.forget();
    this.showSignIn(this.notice(problem));
  }

  notice(problem) {
    const names = { tenant_disabled: 'disabled', user_inactive: 'inactive' };
    return t(`shell.signIn.${names[problem.code] || 'over'}`);
  }

  /** Remembers the address over a sign-in elsewhere, which comes back without it. */
  leaving() {
    memory.set('address', location.hash || null);
  }

  /** Goes on at the address that was remembered, once. */
  returned() {
    const hash = memory.get('address');
    memory.set('address', null);
    if (hash && hash.startsWith('#/') && !location.hash) {
      history.replaceState(null, '', hash);
    }
  }

  async signOut() {
    await this.api.delete('/v1/session');
    this.signedOut();
  }

  /** After the member has ended this session, whatever way. */
  signedOut() {
    this.forget();
    memory.set('organization', null);
    memory.set('environment', null);
    history.replaceState(null, '', '#/');
    this.tabs.postMessage('out');
    this.showSignIn(t('shell.signIn.out'));
  }

  /** Nothing of a member stays behind for who comes next. */
  forget() {
    if (this.page) {
      this.page.left();
    }
    this.api.csrfToken = null;
    this.api.organization = null;
    this.session = null;
    this.member = null;
    this.page = null;
    this.problem = null;
    this.route = null;
    this.organizations = [];
    this.message = '';
    this.freshKeys.clear();
  }

  showSignIn(notice = null) {
    this.show(new SignInPage(this, notice));
  }

  /** The page of an invitation's link, which may be another's than whose session this is. */
  showInvitation() {
    this.show(new InvitationPage(this, routeOf(location.hash)));
  }

  show(frame) {
    this.frame = frame;
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
    const route = routeOf(location.hash);
    if (isInvitation(route)) {
      this.showInvitation();
      return;
    }
    if (!this.member) {
      // The page of an invitation was left: whoever has a session goes on with it.
      if (this.frame instanceof InvitationPage) {
        this.frame = null;
        await this.begin();
      }
      return;
    }
    this.frame = null;
    if (this.page && this.page.unsaved && route.path !== this.route.path && !window.confirm(this.page.unsaved)) {
      history.replaceState(null, '', `#/${this.route.path}`);
      return;
    }
    const same = this.page && this.route && route.path === this.route.path;
    this.route = route;
    this.menuOpen = false;
    this.host.querySelectorAll('details.user[open]').forEach((it) => it.removeAttribute('open'));
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
    const declared = this.declared(route);
    if (!declared || !this.offers(declared)) {
      this.stop('missing');
      return;
    }
    if (this.disabled && !declared.whileDisabled) {
      this.stop('disabled');
      return;
    }
    let PageOf;
    try {
      ({ default: PageOf } = await declared.page(route));
    } catch {
      if (this.route === route && this.member) {
        this.problem = new Problem(0, { code: 'unreachable' });
        this.stop('failed');
      }
      return;
    }
    if (this.route !== route || !this.member) {
      return;
    }
    if (PageOf.needsOrganization && !this.organization) {
      this.stop('organization');
      return;
    }
    this.page = new PageOf(this, route);
    await this.loaded(this.page);
    if (this.route === route) {
      this.focusHeading();
    }
  }

  /** Shows why there is no page. */
  stop(state) {
    this.state = state;
    this.update();
    this.focusHeading();
  }

  declared(route) {
    const name = route.words[0] || FIRST;
    return Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined;
  }

  /** Has the page ask again for what it shows, which stays to be seen until then. */
  async reload() {
    if (this.page) {
      this.page.route = this.route;
      this.reloading = true;
      this.filters = this.route.query;
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
    if (organization && this.ofTenant) {
      await this.know(organization);
    }
    this.api.organization = organization;
    this.api.environment = environment;
    memory.set('organization', organization || 'whole');
    memory.set('environment', environment);
    if (this.page && this.page.everywhere) {
      this.update();
      return;
    }
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
    if (this.filters) {
      showFilters(this.host, this.filters);
      this.filters = null;
    }
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
        ${this.member ? html`${this.organizationSwitch()}${this.disabled ? nothing : this.environmentSwitch()}${this.userMenu()}` : nothing}
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
      const offered = Object.entries(ROUTES).filter(([, route]) => route.group === group && this.offers(route)
        && (!this.disabled || route.whileDisabled));
      return offered.length === 0 ? nothing : html`<h2 id="menu-${group}">${t(`shell.groups.${group}`)}</h2>
        <ul aria-labelledby="menu-${group}">${offered.map(([path]) => html`<li><a href="#/${path}" aria-current=${path === here ? 'page' : 'false'}>
          ${t(`shell.pages_.${path}`)}</a></li>`)}</ul>`;
    });
  }

  organizationSwitch() {
    if (!this.ofTenant || this.disabled) {
      return nothing;
    }
    return html`<div class="switch">
      <select aria-label=${t('shell.organization.label')} .value=${live(this.organization || '')}
        @change=${(event) => this.choose({ organization: event.target.value || null })}>
        ${this.choices()}
        <option value="" ?selected=${!this.organization}>${t('shell.organization.whole')}</option>
      </select></div>`;
  }

  /** By name, for a thousand of them; made anew only when they or the choice have changed. */
  choices() {
    const { organizations, organization } = this;
    if (this.drawn === undefined || this.drawn.organizations !== organizations || this.drawn.organization !== organization) {
      const names = new Intl.Collator(document.documentElement.lang);
      const sorted = [...organizations].sort((a, b) => names.compare(a.name, b.name));
      const options = sorted.map((it) => html`<option value=${it.id} ?selected=${it.id === organization}>${it.name}</option>`);
      this.drawn = { organizations, organization, options };
    }
    return this.drawn.options;
  }

  environmentSwitch() {
    return html`<fieldset class="environment"><legend class="sr">${t('shell.environment.label')}</legend>
      ${['live', 'test'].map((it) => html`<label><input type="radio" name="environment" value=${it} .checked=${live(it === this.environment)}
        @change=${() => this.choose({ environment: it })}><span>${t(`shell.environment.${it}`)}</span></label>`)}
    </fieldset>`;
  }

  userMenu() {
    const theme = document.documentElement.dataset.theme || 'system';
    return html`<details class="user"><summary>${this.member.name || this.member.email}</summary>
      <div>
        <p class="quiet">${t('shell.user.role', { name: this.member.email, role: t(`shell.roles.${this.member.role}`) })}</p>
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
      case 'disabled':
        return html`<h1 tabindex="-1">${t('shell.disabled.title')}</h1><p class="lead">${t('shell.disabled.text')}</p>
          <p><a role="button" href="#/tenant">${t('shell.disabled.open')}</a></p>`;
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
    this.route ||= routeOf(location.hash);
    await (this.page ? this.reload() : this.open(this.route));
  }
}

new App(document.querySelector('#app')).begin();
