import {
  RiAppsLine,
  RiBox3Line,
  RiComputerLine,
  RiDatabase2Line,
  RiFileTextLine,
  RiFolderLine,
  RiGitRepositoryLine,
  RiGlobalLine,
  RiInstanceLine,
  RiKey2Line,
  RiNotification3Line,
  RiRouteLine,
  RiServerLine,
  RiShieldLine,
  RiStackLine,
  RiTimerLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import styles from './ObjectLink.module.css';

/** The first row whose pattern fits the kind decides. */
const ICONS: ReadonlyArray<readonly [RegExp, RemixiconComponentType]> = [
  [/^Kustomization$/, RiStackLine],
  [/^HelmRelease$/, RiBox3Line],
  [/Repository$|^Bucket$|Artifact|^HelmChart$/, RiGitRepositoryLine],
  [/^(Alert|Provider|Receiver)$/, RiNotification3Line],
  [/^VirtualMachine/, RiComputerLine],
  [/^Node$/, RiServerLine],
  [/^Namespace$/, RiFolderLine],
  [/^(Pod|ReplicaSet)$/, RiInstanceLine],
  [/^(Deployment|StatefulSet|DaemonSet)$/, RiAppsLine],
  [/^(Job|CronJob)$/, RiTimerLine],
  [/^Persistent|^DataVolume$|^Volume|^StorageClass$|^Ceph/, RiDatabase2Line],
  [/Route$|^Ingress$/, RiRouteLine],
  [/^Service$|^Gateway$|^Endpoint/, RiGlobalLine],
  [/Secret/, RiKey2Line],
  [/Role|^ServiceAccount$|Polic/, RiShieldLine],
];

/** @public */
export interface KindIconProps {
  kind: string;
}

/**
 * One icon per kind of object, so that the eye finds it before the word.
 *
 * @public
 */
export function KindIcon(props: KindIconProps) {
  const Icon =
    ICONS.find(([pattern]) => pattern.test(props.kind))?.[1] ?? RiFileTextLine;
  return (
    <Icon
      className={styles.icon}
      size={14}
      aria-hidden="true"
      focusable="false"
    />
  );
}
