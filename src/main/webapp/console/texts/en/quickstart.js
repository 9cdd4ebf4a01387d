export default {
  title: 'Quickstart',
  lead: 'From nothing to the first answer of the API in three steps.',
  environment: 'You are in the {environment} environment of {organization}.',
  thisOrganization: 'your organization',
  look: 'Your role only looks. Ask an owner or an admin to make a key for you, then make your first call with it.',

  unsent: {
    title: 'Webhooks were disabled.',
    text: 'Allogate sends nothing to these addresses, and records nothing for them, until you enable them again.',
    all: 'All disabled endpoints',
  },

  organization: {
    title: '1. Make your first organization',
    text: 'An organization is a store or a team. Keys, products and customers belong to one.',
    name: 'Name',
    email: 'E-mail address',
    timezone: 'Time zone',
    timezoneHelp: 'Such as Europe/Berlin.',
    button: 'Create organization',
    made: 'The organization is there. Now the key.',
    ask: 'There is no organization yet. Ask an owner of the tenant to make the first one.',
    chooseTitle: 'Choose an organization',
    choose: 'A first key belongs to one organization. Which one?',
    which: 'For the first key',
    goOn: 'Go on with it',
  },

  key: {
    title: '1. Create a key',
    text: 'It reads what you read, changes nothing and ends in {days} days.',
    button: 'Create a key',
    name: 'Quickstart {code}',
    full: 'Revoke a key that nobody needs, then try again.',
    keys: 'Open API keys',
    manage: 'This is “{name}”. You can revoke it whenever you like.',
    manageLink: 'Open the key',
  },

  call: {
    title: '2. Make the first call',
    text: 'Copy this into a terminal. Your key stands in it already.',
    warning: 'The whole key is shown only now. Copy it before you leave.',
    unsaved: 'The key is shown only now, and you have not copied it. Leave without it?',
  },

  try: {
    title: '3. Try it here',
    text: 'These calls go from your browser to the API with the new key, as any other program would send them.',
    all: 'Run all calls',
    run: 'Run',
    runOf: 'Run {path}',
    noLimits: 'The answer says nothing of limits.',
    body: 'Answer',
    bodyOf: 'Answer of {path}',
    notRun: 'Not run yet',
    running: 'Running …',
    unreachable: 'The server did not answer.',
    status: 'Status {status}',
    missing: {
      store: '404 is right here: this organization has no store yet. Products, categories and projects work without one.',
      storeLink: 'Set up the store',
      other: '404 says that there is no such thing, or that it belongs to another organization.',
    },
    calls: {
      store: 'The store',
      products: 'The first products',
      tiers: 'Loyalty tiers',
      me: 'Who the key is',
      projects: 'The first projects',
    },
  },
};
