// What somebody edits while others may do the same: a change is sent for the version that was read, and for no other.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { t } from '../texts.js';

export class Version {
  constructor(api, path) {
    Object.assign(this, { api, path, value: null, tag: null, count: 0 });
  }

  /** Reads it; count tells what was read at different times apart, for forms that begin anew with it. */
  async load() {
    this.count += 1;
    await this.take(await this.api.send('GET', this.path));
  }

  /** Puts this in its place, unless somebody else has: 412. */
  async replace(body, key) {
    await this.take(await this.api.send('PUT', this.path, { body, key, headers: this.condition }));
  }

  /** Changes what the body names, unless somebody else has changed it: 412. */
  async change(body, key) {
    await this.take(await this.api.send('PATCH', this.path, { body, key, headers: this.condition }));
  }

  /** The header that says which version is meant, or that there must be none yet. */
  get condition() {
    return this.tag ? { 'If-Match': this.tag } : { 'If-None-Match': '*' };
  }

  async take(response) {
    this.tag = response.headers.get('ETag');
    this.value = await response.json();
  }
}

/** What to say above a form's buttons where somebody else was first; load brings the newer version into the form. */
export function conflict(form, load) {
  if (!form.problem || form.problem.status !== 412) {
    return nothing;
  }
  return html`<div class="notice" role="alert" tabindex="-1"><p>${t('shell.conflict')}</p>
    <button type="button" class="secondary" @click=${async () => {
      form.problem = null;
      await load();
      form.update();
    }}>${t('shell.loadNewer')}</button></div>`;
}
