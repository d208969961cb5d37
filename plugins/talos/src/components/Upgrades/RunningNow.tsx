import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type {
  ClusterUpgrade,
  RunningVersions,
} from '@homestage/backstage-plugin-talos-common';
import { talosTranslationRef } from '../../translation';
import machineStyles from '../Machine/Machine.module.css';

/** Above so many, machines are counted. */
const MAX_NAMED = 3;

function Versions(props: { versions: RunningVersions }) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { running, notKnown, declared } = props.versions;
  const place = declared && `${declared.file}:${declared.line}`;
  const tellMachines = (machines: readonly string[]) =>
    machines.length > MAX_NAMED
      ? t('upgrades.machineCount', { count: machines.length })
      : machines.join(', ');
  return (
    <>
      {running.map(({ version, machines }) => (
        <div key={version} title={machines.join(', ')}>
          <code>{version}</code> {tellMachines(machines)}
        </div>
      ))}
      {notKnown.length > 0 && (
        <div title={notKnown.join(', ')}>
          {t('machines.notKnown')}: {tellMachines(notKnown)}
        </div>
      )}
      {declared && (
        <div className={machineStyles.quiet}>
          {t('machines.gitSays', { value: declared.version })},{' '}
          {declared.url ? <Link href={declared.url}>{place}</Link> : place}
        </div>
      )}
    </>
  );
}

/** Which versions run where, beside what Git says. */
export function RunningNow(props: { upgrade: ClusterUpgrade }) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { talos, kubernetes, extensions } = props.upgrade;
  return (
    <dl className={machineStyles.facts}>
      <div className={machineStyles.fact}>
        <dt>Talos</dt>
        <dd>
          <Versions versions={talos} />
        </dd>
      </div>
      <div className={machineStyles.fact}>
        <dt>Kubernetes</dt>
        <dd>
          <Versions versions={kubernetes} />
        </dd>
      </div>
      <div className={machineStyles.fact}>
        <dt>{t('machine.extensions')}</dt>
        <dd>
          {extensions
            ? extensions.join(', ') || t('machine.none')
            : t('machines.notKnown')}
        </dd>
      </div>
    </dl>
  );
}
