// What the pages of members share.

import { html } from '../vendor/lit/lit-html.js';
import { code } from '../parts/copy.js';
import { badge } from '../parts/states.js';
import texts from '../texts/en/members.js';
import { addTexts, t, time } from '../texts.js';

addTexts('members', texts);

const KINDS = { active: 'good', invited: 'warn', inactive: 'bad' };

export const ROLES = ['owner', 'admin', 'viewer'];

export function status(member) {
  const name = !member.active ? 'inactive' : member.invited && !member.lastSignInAt ? 'invited' : 'active';
  return badge(t(`members.statuses.${name}`), KINDS[name]);
}

/** What a member works with: the tenant, or one of its organizations. */
export function reach(app, member) {
  if (member.organizationId === null) {
    return t('members.whole');
  }
  const known = app.organizations.find((it) => it.id === member.organizationId);
  return known ? known.name : t('members.someOrganization');
}

/** A choice of roles that says what the chosen one means. */
export function roleField(form, value, choose) {
  return form.select('/role', t('members.role'), ROLES.map((it) => [it, t(`shell.roles.${it}`)]), {
    value, help: t(`shell.rolesMean.${value}`), onchange: (event) => choose(event.target.value),
  });
}

/** Shows a link this once. */
export function showLink(page, invited) {
  const { dialog, app } = page;
  dialog.open({
    title: t('members.link.title', { name: invited.name }),
    body: () => html`<p>${t('members.link.once', { time: time(invited.invitation.expiresAt) })}</p>
      ${code(app, invited.invitation.url, t('members.link.label'))}
      <div class="buttons"><button type="button" @click=${dialog.close}>${t('members.link.done')}</button></div>`,
  });
}
