import { Select } from '@backstage/ui';
import { useRepository } from '../../hooks/useRepository';
import { SignInLine } from './SignInLine';
import type { TreeFieldProps } from './TreeField';
import styles from './TreeFieldView.module.css';

/**
 * Which tree. While there is only one it is named and not asked for: the
 * backend takes the first when none is given.
 */
export function RepositoryField(props: TreeFieldProps) {
  const { repositories, chosen } = useRepository(props.formData);
  const names = repositories.map(({ name }) => name);
  const signIn = chosen && chosen.signIn !== 'none' && (
    <SignInLine repository={chosen} />
  );
  if (names.length < 2) {
    return (
      <dl className={styles.fact}>
        <dt>{props.schema.title}</dt>
        {/* A line is kept for the name, so that nothing moves when it comes. */}
        <dd>{names[0] ?? '\u00a0'}</dd>
        {signIn && <dd className={styles.signIn}>{signIn}</dd>}
      </dl>
    );
  }
  return (
    <div className={styles.root}>
      <Select
        label={props.schema.title}
        description={props.schema.description}
        options={names.map(name => ({ id: name, label: name }))}
        value={props.formData ?? names[0]}
        onChange={key => props.onChange(String(key))}
      />
      {signIn}
    </div>
  );
}
