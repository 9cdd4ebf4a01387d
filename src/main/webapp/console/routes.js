// The pages: by the first word of their address. A page comes with its first visit, not before.

/**
 * group: of the menu, null for a page that is reached otherwise; scope: what one must hold to see it; tenant: for people of
 * the whole tenant alone; whileDisabled: what is left to the owners of a disabled tenant.
 */
export const ROUTES = {
  'api-keys': { group: 'build', scope: 'keys:read', page: () => import('./apikeys/page.js') },
  organizations: { group: 'settings', scope: 'organizations:read', tenant: true, page: () => import('./organizations/page.js') },
  members: { group: 'settings', scope: 'members:read', page: () => import('./members/page.js') },
  tenant: { group: 'settings', scope: 'organizations:read', tenant: true, whileDisabled: true, page: () => import('./tenant/page.js') },
  account: { group: null, whileDisabled: true, page: () => import('./account/page.js') },
};

export const GROUPS = ['build', 'observe', 'store', 'vault', 'settings'];
export const FIRST = 'api-keys';
