// The pages: by the first word of their address. A page comes with its first visit, not before.

/** page gets the route, for pages of one thing. group: of the menu; scope: what one must hold to see it; tenant: for people of the whole tenant alone. */
export const ROUTES = {
  'api-keys': { group: 'build', scope: 'keys:read', page: () => import('./apikeys/page.js') },
  webhooks: { group: 'build', scope: 'webhooks:read', page: webhooks },
  audit: { group: 'observe', scope: 'audit:read', page: () => import('./audit/page.js') },
};

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
