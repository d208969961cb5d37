import { danglingDependency } from './danglingDependency';
import { danglingSource } from './danglingSource';
import { dependencyCycle } from './dependencyCycle';
import { duplicateObject } from './duplicateObject';
import { hostnameClash } from './hostnameClash';
import { invalidName } from './invalidName';
import type { LintRule } from './LintRule';
import { missingResource } from './missingResource';
import { unencryptedSecret } from './unencryptedSecret';
import { unlistedFile } from './unlistedFile';
import { unsubstitutedVariable } from './unsubstitutedVariable';

/** Every rule, beside what reading and building the tree already tells. */
export const RULES: readonly LintRule[] = Object.freeze([
  danglingDependency,
  danglingSource,
  dependencyCycle,
  duplicateObject,
  hostnameClash,
  invalidName,
  missingResource,
  unencryptedSecret,
  unlistedFile,
  unsubstitutedVariable,
]);
