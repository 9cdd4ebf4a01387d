// The pages: by the first word of their address. A page comes with its first visit, not before.

/** Pages of a list, and of one thing in it: #/coupons and #/coupons/ID. */
const listAndOne = (folder) => ({ words }) => import(`./${folder}/${words[1] ? 'one' : 'page'}.js`);

/**
 * group: of the menu, in this order, or null for what is not in it; scope: what one must hold to see it; tenant: for people
 * of the whole tenant alone; whileDisabled: what is left to the owners of a disabled tenant; page: gives the page, which may
 * depend on further words of the address.
 */
export const ROUTES = {
  quickstart: { group: 'build', page: () => import('./quickstart/page.js') },
  'api-keys': { group: 'build', scope: 'keys:read', page: apiKeys },
  webhooks: { group: 'build', scope: 'webhooks:read', page: webhooks },
  reference: { group: 'build', page: () => import('./reference/page.js') },
  usage: { group: 'observe', scope: 'usage:read', page: () => import('./usage/page.js') },
  audit: { group: 'observe', scope: 'audit:read', page: () => import('./audit/page.js') },
  store: { group: 'store', scope: 'store:read', page: () => import('./store/page.js') },
  products: { group: 'store', scope: 'products:read', page: products },
  categories: { group: 'store', scope: 'categories:read', page: listAndOne('categories') },
  customers: { group: 'store', scope: 'customers:read', page: listAndOne('customers') },
  coupons: { group: 'store', scope: 'coupons:read', page: listAndOne('coupons') },
  giftcards: { group: 'store', scope: 'giftcards:read', page: listAndOne('giftcards') },
  projects: { group: 'vault', scope: 'vault:read', page: listAndOne('projects') },
  organizations: { group: 'settings', scope: 'organizations:read', tenant: true, page: listAndOne('organizations') },
  members: { group: 'settings', scope: 'members:read', page: listAndOne('members') },
  tenant: { group: 'settings', scope: 'organizations:read', tenant: true, whileDisabled: true, page: () => import('./tenant/page.js') },
  account: { group: null, whileDisabled: true, page: () => import('./account/page.js') },
};

export const GROUPS = ['build', 'observe', 'store', 'vault', 'settings'];
export const FIRST = 'quickstart';

function apiKeys({ words: [, word] }) {
  switch (word) {
    case undefined:
      return import('./apikeys/page.js');
    case 'new':
      return import('./apikeys/new.js');
    default:
      return import('./apikeys/one.js');
  }
}

function products({ words: [, word] }) {
  switch (word) {
    case undefined:
      return import('./products/page.js');
    case 'import':
      return import('./productimports/page.js');
    default:
      return import('./products/one.js');
  }
}

function webhooks({ words: [, id, part] }) {
  if (part === 'deliveries') {
    return import('./webhooks/delivery.js');
  }
  if (id === 'new' || part === 'edit') {
    return import('./webhooks/edit.js');
  }
  return id ? import('./webhooks/endpoint.js') : import('./webhooks/page.js');
}
