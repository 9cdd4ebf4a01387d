// The pages: by the first word of their address. A page comes with its first visit, not before.

/** group: of the menu; scope: what one must hold to see it; tenant: for people of the whole tenant alone. */
export const ROUTES = {
  'api-keys': { group: 'build', scope: 'keys:read', page: () => import('./apikeys/page.js') },
  reference: { group: 'build', page: () => import('./reference/page.js') },
  usage: { group: 'observe', scope: 'usage:read', page: () => import('./usage/page.js') },
};

export const GROUPS = ['build', 'observe', 'store', 'vault', 'settings'];
export const FIRST = 'api-keys';
