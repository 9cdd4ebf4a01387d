// The pages: by the first word of their address. A page comes with its first visit, not before.

/**
 * group: of the menu; scope: what one must hold to see it; tenant: for people of the whole tenant alone; page: gives the
 * page, which may depend on further words of the address.
 */
export const ROUTES = {
  'api-keys': { group: 'build', scope: 'keys:read', page: () => import('./apikeys/page.js') },
  store: { group: 'store', scope: 'store:read', page: () => import('./store/page.js') },
  products: { group: 'store', scope: 'products:read', page: ({ words }) => productsPage(words[1]) },
  categories: { group: 'store', scope: 'categories:read', page: ({ words }) => import(words[1] ? './categories/one.js' : './categories/page.js') },
  customers: { group: 'store', scope: 'customers:read', page: ({ words }) => import(words[1] ? './customers/one.js' : './customers/page.js') },
  coupons: { group: 'store', scope: 'coupons:read', page: ({ words }) => import(words[1] ? './coupons/one.js' : './coupons/page.js') },
  giftcards: { group: 'store', scope: 'giftcards:read', page: ({ words }) => import(words[1] ? './giftcards/one.js' : './giftcards/page.js') },
  projects: { group: 'vault', scope: 'vault:read', page: ({ words }) => import(words[1] ? './projects/one.js' : './projects/page.js') },
/** page gets the route, for pages of one thing. group: of the menu; scope: what one must hold to see it; tenant: for people of the whole tenant alone. */
export const ROUTES = {
  'api-keys': { group: 'build', scope: 'keys:read', page: () => import('./apikeys/page.js') },
  webhooks: { group: 'build', scope: 'webhooks:read', page: webhooks },
  audit: { group: 'observe', scope: 'audit:read', page: () => import('./audit/page.js') },
};

/** Those of the products are large: each comes by itself. */
function productsPage(word) {
  switch (word) {
    case undefined:
      return import('./products/page.js');
    case 'import':
      return import('./productimports/page.js');
    default:
      return import('./products/one.js');
  }
}

export const GROUPS = ['build', 'observe', 'store', 'vault', 'settings'];
export const FIRST = 'api-keys';

function webhooks({ words: [, id, part] }) {
  if (part === 'deliveries') {
    return import('./webhooks/delivery.js');
  }
  if (id === 'new' || part === 'edit') {
    return import('./webhooks/edit.js');
  }
  return id ? import('./webhooks/endpoint.js') : import('./webhooks/page.js');
}
