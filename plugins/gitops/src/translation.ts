import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The words of the form fields and the preview; translate them by a
 * TranslationBlueprint.
 *
 * @public
 */
export const gitopsTranslationRef = createTranslationRef({
  id: 'gitops',
  messages: {
    changes: {
      label: 'Changes on their way',
      subject: 'the changes',
      emptyTitle: 'No change is on its way',
      emptyNext:
        'Ask for something under Create: its pull request is listed here until it has arrived in the cluster.',
      status: 'Status',
      title: 'Change',
      touches: 'Touches',
      more: '+{{number}}',
      way: 'How far',
      repository: 'Repository',
      branch: 'Branch',
      author: 'By',
      opened: 'Opened',
      updated: 'Last news',
      cardTitle: 'Changes',
      cardSubject: 'the changes of this',
      cardUnknown: 'No other change of this is known.',
      cardAll: 'All changes',
      word: {
        conflict: 'Conflict',
        stuck: 'Stuck',
        'checks-failed': 'Checks fail',
        'arrival-unknown': 'Not known',
        'checks-running': 'Checks run',
        open: 'Open',
        checked: 'Checks pass',
        merged: 'Merged',
        arriving: 'Arriving',
        arrived: 'Arrived',
      },
      reason: {
        conflict:
          'The tree has moved on, and this can not be merged. Run its template again with the same name, which updates the pull request.',
        stuck: 'It is merged, and something keeps it from the cluster.',
        'checks-failed':
          'A check on the forge fails. Its page says which, and why.',
        'arrival-unknown':
          'It is merged. Whether it has arrived can not be told.',
        'checks-running': 'Checks run on the forge.',
        open: 'It waits to be read and merged. No check has said anything about it.',
        checked: 'All checks pass. It waits to be merged.',
        merged: 'It is merged. No Kustomization brings it to the cluster.',
        arriving: 'It is merged, and on its way to the cluster.',
        arrived: 'It is merged, and the cluster is what it says.',
      },
      leg: {
        merged: 'merged',
        fetched: 'fetched',
        applied: 'applied',
        ready: 'ready',
      },
      legState: {
        done: 'done',
        waiting: 'not yet',
        stuck: 'stuck',
        unknown: 'not known',
        none: 'does not apply',
      },
    },
    field: {
      factsMissing:
        'The tree is not at hand, so only the form of the value is checked now: {{reason}}',
      newNamespace: 'Namespace {{name}} is new; it is made with the app.',
      appSuspended: 'Suspended',
      appHostnames: 'Reached as {{hostnames}}',
      partVersion: '{{part}} at {{version}}',
      versionNow: 'Now at {{version}}',
      required: 'This must be filled in.',
      useSuggestion: 'Use {{value}}',
      seeFile: 'See it there',
      reads: '{{repository}} from {{registry}}, {{tag}}',
      defaultRegistry: "the node's default registry",
      allRepositories: 'Repository',
      savedBy: 'Saved by {{backups}}',
      savedByNothing: 'Nothing saves it',
      claimIs: '{{size}} of class {{storageClass}}',
      sizeUnknown: 'a size that the tree does not say',
      defaultClass: "the cluster's default",
      runsNext: 'Runs next {{first}}, then {{second}} (UTC)',
      runsOnce: 'Runs {{first}} (UTC), and not again within four years',
      runsNever: 'There is no such day: it never runs',
      controlPlaneAt: 'A control plane at {{address}}',
      workerAt: 'A worker at {{address}}',
      addressUnknown: 'an address that the tree does not say',
      addressFree: 'Nothing of the tree has it',
      storeOfProvider: 'Kept by {{provider}}',
      storeOfNamespace: 'Read in namespace {{namespace}} only',
    },
    preview: {
      loading: 'Working out what would be written',
      subject: 'the preview',
      failedTitle: 'There is no preview of this',
      failedNext:
        'Go back and change what is named, or try again. Nothing was written.',
      retry: 'Try again',
      nothingYet: 'Nothing is written before you press create.',
      branch: 'Branch',
      base: 'From',
      title: 'Title',
      files_one: '{{count}} file',
      files_other: '{{count}} files',
      create: 'new',
      update: 'edited',
      delete: 'removed',
      lines: '+{{added}} −{{removed}}',
      findings: 'What the checks found',
      findingsNone: 'The checks found nothing to mind.',
      blockedTitle: 'The checks found errors',
      blockedNext:
        'Go back and mend them, or say why it is to be proposed all the same.',
      override: 'Why it is to be proposed in spite of the errors',
      overrideHint: 'This goes into the pull request.',
      hold: {
        notAllowed:
          'You may look, but not propose changes: this portal is in read-only mode, or you are none of its operators.',
        loading: 'You can go on when the preview is there.',
        failed: 'You can go on when there is a preview: it is what would run.',
        findings:
          'You can go on when the errors are mended, or when you have said why it is to be proposed all the same.',
      },
      body: 'Text of the pull request',
      added: 'added',
      removed: 'removed',
    },
  },
});
