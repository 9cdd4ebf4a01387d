// The windows in which categories are made, renamed and deleted.

import { html } from '../vendor/lit/lit-html.js';
import { confirm } from '../parts/dialog.js';
import { Form } from '../parts/form.js';
import { conflict, Version } from '../parts/version.js';
import texts from '../texts/en/categories.js';
import { addTexts, t } from '../texts.js';

addTexts('categories', texts);

const LONGEST = 64;

/** Asks for the name of a new one. done gets it. */
export function create(page, dialog, done) {
  const form = new Form(() => page.update());
  nameIn(dialog, form, {
    title: t('categories.create'),
    button: t('categories.create'),
    name: '',
    send: async (name, key) => done(await page.api.post('/v1/categories', { name }, { key })),
  });
}

/** Asks for another name, for the version that is there now. */
export async function rename(page, dialog, id, done) {
  const version = new Version(page.api, `/v1/categories/${id}`);
  await version.load();
  const form = new Form(() => page.update());
  nameIn(dialog, form, {
    title: t('categories.renameOf', { name: version.value.name }),
    button: t('shell.save'),
    name: version.value.name,
    newer: async () => {
      dialog.close();
      await rename(page, dialog, id, done);
    },
    send: async (name, key) => {
      await version.replace({ name }, key);
      await done();
    },
  });
}

function nameIn(dialog, form, { title, button, name, send, newer = () => {} }) {
  const submit = form.submit(async (data, key) => {
    await send(data.get('name').trim(), key);
    dialog.close();
  });
  dialog.open({
    title,
    body: () => html`<form @submit=${submit}>
      ${form.input('/name', t('categories.name'), { value: name, required: true, maxlength: LONGEST })}
      ${form.problem && form.problem.status === 412 ? conflict(form, newer) : form.alert()}
      ${form.buttons(button, { cancel: dialog.close })}
    </form>`,
  });
}

export function remove(page, dialog, category, done) {
  confirm(dialog, {
    title: t('categories.deleteOf', { name: category.name }),
    text: t('categories.deleteText'),
    button: t('shell.delete'),
    action: () => page.api.delete(`/v1/categories/${category.id}`),
    done: async () => {
      page.app.say(t('categories.deleted'));
      await done();
    },
  });
}
