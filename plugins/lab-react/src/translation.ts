import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The words of the shared widgets; translate them by a TranslationBlueprint.
 *
 * @public
 */
export const labTranslationRef = createTranslationRef({
  id: 'lab-react',
  messages: {
    status: {
      ok: 'OK',
      info: 'Info',
      warning: 'Warning',
      error: 'Error',
      unknown: 'Unknown',
      working: 'Working',
      suspended: 'Suspended',
    },
    age: {
      never: 'never seen',
      ago: '{{age}} ago',
      now: 'now',
      stale: 'stale since {{time}}',
    },
    copy: {
      action: 'Copy {{what}}',
      done: 'Copied',
      failed: 'The browser refused to copy; select the text instead',
    },
    presence: {
      git: 'in Git, not live',
      live: 'live, not in Git',
      both: 'in Git and live',
      unknown: 'not known',
    },
    source: {
      more_one: '{{count}} more source is not live.',
      more_other: '{{count}} more sources are not live.',
      cluster: 'Cluster {{cluster}}',
      kindsSilent_one: 'It does not answer for {{count}} kind of object',
      kindsSilent_other: 'It does not answer for {{count}} kinds of objects',
      kindsStale_one: 'Nothing new comes from it for {{count}} kind of object',
      kindsStale_other:
        'Nothing new comes from it for {{count}} kinds of objects',
      kindsForbidden_one: 'The portal may not read {{count}} kind of object',
      kindsForbidden_other:
        'The portal may not read {{count}} kinds of objects',
      kindsRefused_one:
        "It refuses the portal's credential for {{count}} kind of object",
      kindsRefused_other:
        "It refuses the portal's credential for {{count}} kinds of objects",
      keptFacts: 'The facts below are kept from before.',
      noFacts: 'Nothing is known from there yet.',
      since: 'since {{time}}',
      details: 'Show all',
      hide: 'Hide',
    },
    state: {
      loading: 'Loading',
      deniedTitle: 'You may not see this',
      deniedNext: 'Ask the owner of the portal for the permission named above.',
      failedTitle: 'The portal could not answer',
      missingTitle: 'There is nothing here',
      likelyCause: 'Likely cause',
      nextStep: 'Next step',
      retry: 'Try again',
      since: 'Since',
      staleTitle: 'These facts are from {{time}}',
      staleMessage:
        'The portal does not answer at the moment. The last facts stay on screen and may be out of date.',
      failedCause:
        'The backend is stopped, restarting, or a network device between it and this browser drops the request.',
    },
    table: {
      filter: 'Filter',
      filterPlaceholder: 'Filter: words, {{example}}',
      rows_one: '{{count}} row',
      rows_other: '{{count}} rows',
      rowsOf: '{{shown}} of {{total}}',
      columns: 'Columns',
      clear: 'Clear the filter',
      noMatchTitle: 'No row matches the filter',
      noMatchText: 'Remove a word, or clear the filter to see all {{total}}.',
      emptyTitle: 'There are no rows',
      all: 'all',
    },
    conditions: {
      type: 'Condition',
      status: 'Status',
      reason: 'Reason',
      message: 'Message',
      since: 'Since',
      none: 'The object reports no conditions.',
    },
    tree: {
      expand: 'Expand',
      fold: 'Fold',
    },
    shortcuts: {
      title: 'Keyboard shortcuts',
      close: 'Close',
      search: 'Focus the search or filter field',
      help: 'Show this list',
      go: 'Go to {{page}}',
      rows: 'Move between rows; Enter opens one',
      then: 'then',
    },
    where: {
      title: 'Where it stands',
      found: 'Found',
      cluster: 'Cluster',
      directory: 'Directory',
      repository: 'Repository',
      stale: 'May be out of date',
      notInTree: 'not in the tree',
    },
  },
});
