import {
  AuthorizeResult,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import type { LabPermissionConfig } from './config';

/**
 * Permissions that read but carry no `read` action, by name. The official
 * Kubernetes tab reads pod logs through its proxy, which knows no verbs: the
 * credential behind it decides what it may do, so that credential must be a
 * reading one (docs/rbac.yaml).
 */
const READS_BY_NAME: ReadonlySet<string> = new Set(['kubernetes.proxy']);

/**
 * Permissions that write nothing of the lab: people's own settings, and looking
 * at what a template would write.
 */
const HARMLESS_BY_NAME: ReadonlySet<string> = new Set([
  'scaffolder.template.dry-run',
  'scaffolder.task.cancel',
]);

/**
 * The default policy of a lab, in three sentences. Who is signed in may read
 * everything that the portal shows. Who is an operator, or belongs to a group
 * of operators, may also change things. In read-only mode nobody may.
 *
 * @public
 */
export class LabPermissionPolicy implements PermissionPolicy {
  readonly #config: LabPermissionConfig;

  private constructor(config: LabPermissionConfig) {
    this.#config = config;
  }

  static create(config: LabPermissionConfig): LabPermissionPolicy {
    return new LabPermissionPolicy(config);
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    return {
      result: this.#isAllowed(request.permission, user)
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY,
    };
  }

  #isAllowed(permission: Permission, user: PolicyQueryUser | undefined) {
    if (!user) {
      return false;
    }
    if (isRead(permission)) {
      return true;
    }
    const isOperator = user.info.ownershipEntityRefs.some(ref =>
      this.#config.operators.has(ref.toLocaleLowerCase('en-US')),
    );
    if (!isOperator) {
      return false;
    }
    return !this.#config.isReadOnly || HARMLESS_BY_NAME.has(permission.name);
  }
}

function isRead(permission: Permission): boolean {
  return (
    permission.attributes.action === 'read' ||
    READS_BY_NAME.has(permission.name)
  );
}
