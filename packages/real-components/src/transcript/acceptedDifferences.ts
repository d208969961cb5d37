import type { Difference } from './differences';

/** A difference that is meant to be, with what speaks for it. */
export interface AcceptedDifference {
  /** The steps it shows in; every step when unset. */
  step?: RegExp;
  path: RegExp;
  reason: string;
}

/** What the embedded lab does otherwise than a real API server, and why that is right. */
export const ACCEPTED_DIFFERENCES: readonly AcceptedDifference[] = [
  {
    path: /managedFields\[\]\.fieldsV1\.(.*\.)?\.$/,
    reason:
      'A plain write owns the leaves that it sent, and not the maps and lists around them: what conflicts is the same.',
  },
  {
    path: /managedFields\[\]\.fieldsV1\..*f:(colour|count|kubernetes.io\/metadata.name|dnsPolicy|enableServiceLinks|imagePullPolicy|progressDeadlineSeconds|protocol|resources|restartPolicy|revisionHistoryLimit|schedulerName|securityContext|strategy|terminationGracePeriodSeconds|terminationMessagePath|terminationMessagePolicy)$/,
    reason:
      'Who creates an object does not own the defaults that the server filled in: nobody applies them against him.',
  },
  {
    path: /managedFields\[\]\.fieldsV1\..*f:(selector\.f:matchLabels|nodeSelector\.f:disk)$/,
    reason:
      'Selectors are owned label by label; the real server takes them as one value.',
  },
  {
    step: /custom resource/,
    path: /managedFields\[\]\.time$/,
    reason:
      'A real server forgets the time of who scaled a custom resource; the embedded lab notes it.',
  },
  {
    step: /^(create another kind than the path says|create from a broken body|list by a broken selector|list a page that nobody gave)$/,
    path: /^body\.message$/,
    reason:
      "The parser's own words. Code, reason and the beginning of the sentence are the same.",
  },
  {
    step: /in a format that nobody (writes|reads)$/,
    path: /^body\.(message|details)$/,
    reason:
      'The formats that are served are named: the embedded lab answers no protobuf.',
  },
  {
    step: /^strategic patch$/,
    path: /env\[\]\.(name|value)$/,
    reason:
      'A new item comes last where the patch does not say the order. kubectl always says it.',
  },
  {
    step: /^patch with a wrong type$/,
    path: /^code$/,
    reason:
      'The real server refuses with 422 and quotes the whole object; the embedded lab with 400 and the field, as it refuses a creation.',
  },
  {
    step: /^a pod as it is stored$/,
    path: /^body\.spec\.(preemptionPolicy|priority|tolerations)$/,
    reason:
      'Added by admission plugins (Priority, DefaultTolerationSeconds) that no reader of the lab looks at.',
  },
  {
    step: /^ask who one is$/,
    path: /userInfo\.uid$/,
    reason: 'Users of the embedded lab have a name and no uid.',
  },
  {
    step: /^list a page of a moment that is forgotten$/,
    path: /^body\.(goesOn|message)$/,
    reason:
      "The embedded lab offers no token to go on inconsistently: clients list again, as the field's own clients do.",
  },
  {
    step: /^delete a namespace$/,
    path: /managedFields\[\]\.fieldsV1\.f:metadata\.f:labels$/,
    reason: 'Nobody owns the label that the server gives every namespace.',
  },
  {
    step: /^add a finalizer to what is being deleted$/,
    path: /^body\.(details\.causes\.length|message)$/,
    reason: 'The real server names the same cause twice.',
  },
];

export function isAccepted(
  difference: Difference,
  accepted: AcceptedDifference,
): boolean {
  return (
    (accepted.step?.test(difference.step) ?? true) &&
    accepted.path.test(difference.path)
  );
}
