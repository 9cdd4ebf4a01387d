// The windows in which a coupon begins and ceases to count for a customer.

import { html, nothing } from '../vendor/lit/lit-html.js';
import { Form, refusedAt } from '../parts/form.js';
import { t } from '../texts.js';

const STORE = 0;
const PRODUCT = 1;

/** Asks which coupon, and where; deed is 'apply' or 'revoke'. */
export async function couponTarget(page, dialog, customer, deed) {
  const coupons = await page.api.all('/v1/coupons', { query: { active: deed === 'apply' ? true : null } });
  const form = new Form(() => page.update());
  const places = [[STORE, t('customers.coupons.store')], [PRODUCT, t('customers.coupons.product')]];
  let scope = STORE;
  const submit = form.submit(async (data, key) => {
    const body = { couponId: data.get('couponId'), scope, ...(scope === PRODUCT ? { productId: data.get('productId').trim() } : {}) };
    const not = scope === PRODUCT ? '/productId' : '/couponId';
    await refusedAt({ conflict: '/couponId', not_found: not },
      () => page.api.post(`/v1/customers/${customer.uuid}/actions/${deed}-coupon`, body, { key }));
    dialog.close();
    page.app.say(t(deed === 'apply' ? 'customers.coupons.applied' : 'customers.coupons.revoked', {
      code: coupons.find((it) => it.id === body.couponId).code,
    }));
  });
  dialog.open({
    title: t(`customers.coupons.${deed}`),
    body: () => (coupons.length === 0 ? html`<p>${t('customers.coupons.none')}</p>` : html`<form @submit=${submit}>
      <p>${t(deed === 'apply' ? 'customers.coupons.text' : 'customers.coupons.revokeText')}</p>
      ${form.select('/couponId', t('customers.coupons.coupon'), coupons.map((it) => [it.id, it.code]))}
      ${form.select('/scope', t('customers.coupons.where'), places, {
        value: scope, onchange: (event) => { scope = Number(event.target.value); page.update(); },
      })}
      ${scope === PRODUCT ? form.input('/productId', t('customers.coupons.productId'), { required: true }) : nothing}
      ${form.alert()}
      ${form.buttons(t(`customers.coupons.${deed}`), { cancel: dialog.close })}
    </form>`),
  });
}
