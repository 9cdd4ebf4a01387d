// The windows in which customers are added and changed.

import { html } from '../vendor/lit/lit-html.js';
import { keyed } from '../vendor/lit/directives/keyed.js';
import { Problem } from '../api.js';
import { confirm } from '../parts/dialog.js';
import { Form, refusedAt } from '../parts/form.js';
import { conflict } from '../parts/version.js';
import { t } from '../texts.js';
import { isUuid, nameOf } from './parts.js';

const LONGEST = 64;

/** Makes a customer of an avatar, and goes to its page. */
export function add(page, dialog) {
  const form = new Form(() => page.update());
  const submit = form.submit(async (data, key) => {
    const uuid = data.get('uuid').trim();
    await added(page.api, uuid, data.get('username').trim(), key);
    dialog.close();
    page.app.say(t('customers.added'));
    page.app.go(`customers/${uuid}`);
  }, (data) => (isUuid(data.get('uuid').trim()) ? {} : { '/uuid': t('customers.notUuid') }));
  dialog.open({
    title: t('customers.add'),
    body: () => html`<form @submit=${submit}>
      <p>${t('customers.addText')}</p>
      ${form.input('/uuid', t('customers.avatar'), { required: true, maxlength: LONGEST })}
      ${username(form, '')}
      ${form.alert()}
      ${form.buttons(t('customers.add'), { cancel: dialog.close })}
    </form>`,
  });
}

// Whom the store knows must not be renamed in passing.
async function added(api, uuid, name, key) {
  try {
    await refusedAt({ duplicate_name: '/username' },
      () => api.put(`/v1/customers/${uuid}`, { username: name }, { key, headers: { 'If-None-Match': '*' } }));
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 412) {
      problem.errors = [{ pointer: '/uuid', detail: t('customers.known') }];
    }
    throw problem;
  }
}

function username(form, value) {
  return form.input('/username', t('customers.username'), { value, required: true, maxlength: LONGEST, help: t('customers.usernameHelp') });
}

/** A form in a window for a version of a customer; send writes it, done comes after. */
function change(page, dialog, version, { title, said, fields, send, done }) {
  const form = new Form(() => page.update());
  const submit = form.submit(async (data, key) => {
    await send(data, key);
    dialog.close();
    page.app.say(said);
    done();
  });
  const newer = async () => {
    await page.app.run(() => version.load());
    page.update();
  };
  dialog.open({
    title,
    body: () => keyed(version.count, html`<form @submit=${submit}>
      ${fields(form)}
      ${form.problem && form.problem.status === 412 ? conflict(form, newer) : form.alert()}
      ${form.buttons(t('shell.save'), { cancel: dialog.close })}
    </form>`),
  });
}

export function edit(page, dialog, version, done) {
  change(page, dialog, version, {
    title: t('customers.edit.title', { name: nameOf(version.value) }),
    said: t('shell.saved'),
    fields: (form) => html`
      ${form.input('/discount', t('customers.edit.discount'), {
        value: String(version.value.discount), type: 'number', min: 0, max: 100, step: 1, required: true,
        help: t('customers.edit.discountHelp'),
      })}
      ${form.checkbox('/newsSubscriber', t('customers.news'), {
        checked: version.value.newsSubscriber, help: t('customers.edit.newsHelp'),
      })}`,
    send: (data, key) => version.change({ discount: Number(data.get('discount')), newsSubscriber: data.has('newsSubscriber') }, key),
    done,
  });
}

export function rename(page, dialog, version, done) {
  change(page, dialog, version, {
    title: t('customers.edit.renameTitle', { name: nameOf(version.value) }),
    said: t('customers.edit.renamed'),
    fields: (form) => username(form, version.value.username || ''),
    // The path of this one takes the avatar alone.
    send: (data, key) => refusedAt({ duplicate_name: '/username' }, async () => version.take(await page.api.send('PUT',
      `/v1/customers/${version.value.uuid}`, { body: { username: data.get('username').trim() }, key, headers: version.condition }))),
    done,
  });
}

/** Bans, or lifts the ban: deed is 'ban' or 'unban'. */
export function ban(page, dialog, customer, deed, done) {
  confirm(dialog, {
    title: t(`customers.${deed}.title`, { name: nameOf(customer) }),
    text: t(`customers.${deed}.text`),
    button: t(`customers.${deed}.button`),
    action: (data, key) => page.api.send('POST', `/v1/customers/${customer.uuid}/actions/${deed}`, { key }),
    done: () => {
      page.app.say(t(`customers.${deed}.done`));
      done();
    },
  });
}
