import { addressClash } from './addressClash';
import { addressOutsidePool } from './addressOutsidePool';
import { danglingDependency } from './danglingDependency';
import { danglingReference } from './danglingReference';
import { danglingSource } from './danglingSource';
import { dependencyCycle } from './dependencyCycle';
import { duplicateObject } from './duplicateObject';
import { exposedWithoutAuth } from './exposedWithoutAuth';
import { floatingImageTag } from './floatingImageTag';
import { hostnameClash } from './hostnameClash';
import { invalidName } from './invalidName';
import type { LintRule } from './LintRule';
import { missingClaim } from './missingClaim';
import { missingResource } from './missingResource';
import { missingSecretField } from './missingSecretField';
import { pruneDisabled } from './pruneDisabled';
import { unencryptedSecret } from './unencryptedSecret';
import { unlistedFile } from './unlistedFile';
import { unsubstitutedVariable } from './unsubstitutedVariable';
import { volumeWithoutBackup } from './volumeWithoutBackup';

/** Every rule, beside what reading and building the tree already tells. */
export const RULES: readonly LintRule[] = Object.freeze([
  addressClash,
  addressOutsidePool,
  danglingDependency,
  danglingReference,
  danglingSource,
  dependencyCycle,
  duplicateObject,
  exposedWithoutAuth,
  floatingImageTag,
  hostnameClash,
  invalidName,
  missingClaim,
  missingResource,
  missingSecretField,
  pruneDisabled,
  unencryptedSecret,
  unlistedFile,
  unsubstitutedVariable,
  volumeWithoutBackup,
]);
