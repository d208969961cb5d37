import type { FluxExplanation } from '../contract/relation';

/** Page of the runbook, relative to the docs of the lab, without `.md`. */
export const RUNBOOK_PAGE = 'runbooks/app-not-ready';

interface Reason {
  readonly meaning: string;
  readonly nextStep?: string;
  /** Heading of the runbook. */
  readonly anchor?: string;
}

const MEND = 'Mend the tree by a pull request; Flux follows by itself.';

/**
 * What the reasons of conditions mean and what to do, as a table.
 *
 * Source: the constants in fluxcd/pkg/apis/meta and in the `api` modules of the
 * Flux 2.9 controllers.
 */
export const REASONS: Readonly<Record<string, Reason>> = Object.freeze({
  ReconciliationSucceeded: {
    meaning: 'The last reconciliation did all it had to.',
  },
  Succeeded: { meaning: 'The last run did all it had to.' },
  Progressing: { meaning: 'The controller is working on it right now.' },
  ProgressingWithRetry: {
    meaning: 'The last try failed and the controller tries again.',
    nextStep: 'Read the message of Ready: that is the failure it retries.',
    anchor: 'check',
  },
  DependencyNotReady: {
    meaning: 'It waits until everything in its dependsOn is ready.',
    nextStep: 'Go on with the dependency; this one follows by itself.',
    anchor: 'decide',
  },
  SourceNotReady: {
    meaning: 'What it is made from could not be fetched or is not ready.',
    nextStep: 'Look at its source first.',
    anchor: 'has-flux-seen-the-commit',
  },
  ArtifactFailed: {
    meaning:
      'The fetched source could not be used: the path may be missing in it.',
    nextStep: 'Compare the path with the tree at that revision.',
    anchor: 'mend-it-in-git',
  },
  BuildFailed: {
    meaning: 'The manifests could not be built.',
    nextStep: `The message names the file. ${MEND}`,
    anchor: 'mend-it-in-git',
  },
  ReconciliationFailed: {
    meaning: 'The cluster refused what was applied.',
    nextStep: `The message names the object and the field. ${MEND}`,
    anchor: 'mend-it-in-git',
  },
  PruneFailed: {
    meaning: 'Objects that left Git could not be deleted.',
    nextStep: 'Look for finalizers on the objects the message names.',
    anchor: 'check',
  },
  HealthCheckFailed: {
    meaning:
      'Everything was applied, but not all of it became healthy in time.',
    nextStep:
      'Look at the objects the message names, most often at their pods.',
    anchor: 'what-do-the-pods-say',
  },
  InstallSucceeded: { meaning: 'Helm installed the release.' },
  UpgradeSucceeded: { meaning: 'Helm upgraded the release.' },
  InstallFailed: {
    meaning: 'Helm could not install the release.',
    nextStep: 'Read the message, then the pods.',
    anchor: 'was-the-release-upgraded',
  },
  UpgradeFailed: {
    meaning: 'Helm could not upgrade the release.',
    nextStep: 'Read the message, then the pods.',
    anchor: 'was-the-release-upgraded',
  },
  TestFailed: {
    meaning: 'The release is there, but its Helm test failed.',
    nextStep: 'Read the log of the test pod.',
    anchor: 'what-do-the-pods-say',
  },
  TestSucceeded: { meaning: 'The Helm test passed.' },
  RollbackSucceeded: {
    meaning: 'The new release failed, so Helm went back to the one before.',
    nextStep:
      'What runs is older than Git says: mend the change or take it back.',
    anchor: 'take-the-change-back',
  },
  RollbackFailed: {
    meaning: 'The new release failed, and going back failed too.',
    nextStep: 'Look at the pods: parts of both releases may be there.',
    anchor: 'what-do-the-pods-say',
  },
  UninstallSucceeded: {
    meaning: 'The release failed and was taken away: nothing of it runs.',
    nextStep: MEND,
    anchor: 'mend-it-in-git',
  },
  UninstallFailed: {
    meaning: 'The release failed and could not be taken away.',
    anchor: 'was-the-release-upgraded',
  },
  RetriesExceeded: {
    meaning: 'All retries are used up; Flux waits for a change.',
    nextStep: 'When Git is right by now, reset the release.',
    anchor: 'mend-it-in-git',
  },
  DriftDetected: {
    meaning: 'Somebody changed objects of the release by hand.',
    nextStep: 'Bring the change into Git, or let Flux correct it.',
    anchor: 'mend-it-in-git',
  },
  GitOperationFailed: {
    meaning: 'The Git repository could not be fetched.',
    nextStep: 'Check that the forge answers and that the credentials are good.',
    anchor: 'has-flux-seen-the-commit',
  },
  AuthenticationFailed: {
    meaning: 'The source refused the credentials.',
    nextStep: 'Renew the credentials the source names.',
    anchor: 'has-flux-seen-the-commit',
  },
  OCIArtifactPullFailed: {
    meaning: 'The artifact could not be pulled from the registry.',
    nextStep: 'Check that the tag exists and that the registry answers.',
    anchor: 'mend-it-in-git',
  },
  ChartPullFailed: {
    meaning: 'The chart could not be fetched.',
    nextStep: 'Check that the version exists in the repository.',
    anchor: 'mend-it-in-git',
  },
  IndexationFailed: {
    meaning: 'The index of the Helm repository could not be fetched.',
    nextStep: 'Check that the repository address answers.',
    anchor: 'has-flux-seen-the-commit',
  },
  NewRevision: { meaning: 'A newer revision was seen and is being fetched.' },
});

/**
 * A reason in plain words; undefined for one nobody wrote down.
 *
 * @public
 */
export function explainReason(
  reason: string | undefined,
): FluxExplanation | undefined {
  const found =
    reason && Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
  if (!found) {
    return undefined;
  }
  const { meaning, nextStep, anchor } = found;
  return {
    meaning,
    ...(nextStep ? { nextStep } : {}),
    ...(anchor ? { runbook: { page: RUNBOOK_PAGE, anchor } } : {}),
  };
}
