import { AccessAttributes, isAllowed } from '../auth/isAllowed';
import { ApiUser } from '../auth/TokenRegistry';
import { isRecord, JsonRecord } from '../store/json';
import { ApiAnswer, ApiRequest } from './ApiRequest';
import { ApiContext } from './ApiContext';
import { parseObject } from './parseBody';

type Review = (
  context: ApiContext,
  request: ApiRequest,
  spec: JsonRecord,
) => JsonRecord;

const timestamp = (now: number) =>
  new Date(now).toISOString().replace(/\.\d{3}Z$/, 'Z');

const text = (value: unknown) => (typeof value === 'string' ? value : '');

function attributesOf(spec: JsonRecord): AccessAttributes {
  const { resourceAttributes, nonResourceAttributes } = spec;
  if (isRecord(nonResourceAttributes)) {
    return {
      verb: text(nonResourceAttributes.verb),
      path: text(nonResourceAttributes.path),
    };
  }
  const wanted = isRecord(resourceAttributes) ? resourceAttributes : {};
  return {
    verb: text(wanted.verb),
    group: text(wanted.group),
    resource: text(wanted.resource),
    subresource: text(wanted.subresource) || undefined,
    namespace: text(wanted.namespace) || undefined,
    name: text(wanted.name) || undefined,
  };
}

function access(user: ApiUser | undefined, spec: JsonRecord): JsonRecord {
  const allowed =
    user !== undefined && isAllowed(user.rules, attributesOf(spec));
  return {
    allowed,
    ...(allowed ? { reason: 'allowed by the rules of the lab' } : {}),
  };
}

const selfAccess: Review = (_context, { user }, spec) => access(user, spec);

const anyAccess: Review = ({ users }, _request, spec) =>
  access(users.user(text(spec.user)), spec);

const selfRules: Review = (_context, { user }, spec) => {
  const namespace = text(spec.namespace);
  const holding = user.rules.filter(
    rule => !rule.namespaces || rule.namespaces.includes(namespace),
  );
  return {
    resourceRules: holding
      .filter(({ resources }) => resources)
      .map(({ verbs, apiGroups, resources, resourceNames }) => ({
        verbs,
        apiGroups,
        resources,
        ...(resourceNames ? { resourceNames } : {}),
      })),
    nonResourceRules: holding
      .filter(({ nonResourceURLs }) => nonResourceURLs)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    // The exception of Secrets cannot be said in a rule.
    incomplete: holding.some(({ exceptResources }) => exceptResources),
  };
};

const selfSubject: Review = (_context, { user }) => ({
  userInfo: { username: user.name, groups: user.groups },
});

const token: Review = ({ users }, _request, spec) => {
  const user = users.userOf(text(spec.token));
  return user
    ? {
        authenticated: true,
        user: { username: user.name, groups: user.groups },
      }
    : { authenticated: false };
};

/** Kinds that are questions: they are created, answered and never stored. */
export interface ReviewType {
  group: string;
  version: string;
  kind: string;
  plural: string;
  namespaced: boolean;
  answer: Review;
}

function reviewType(group: string, kind: string, answer: Review): ReviewType {
  return {
    group,
    version: 'v1',
    kind,
    plural: `${kind.toLowerCase()}s`,
    namespaced: kind.startsWith('Local'),
    answer,
  };
}

const AUTHORIZATION = 'authorization.k8s.io';
const AUTHENTICATION = 'authentication.k8s.io';

/** Every review that the lab answers. */
export const reviewTypes: readonly ReviewType[] = [
  reviewType(AUTHORIZATION, 'SelfSubjectAccessReview', selfAccess),
  reviewType(AUTHORIZATION, 'SubjectAccessReview', anyAccess),
  reviewType(AUTHORIZATION, 'LocalSubjectAccessReview', anyAccess),
  reviewType(AUTHORIZATION, 'SelfSubjectRulesReview', selfRules),
  reviewType(AUTHENTICATION, 'SelfSubjectReview', selfSubject),
  reviewType(AUTHENTICATION, 'TokenReview', token),
];

/** The review with its answer as the status. */
export function answerReview(
  context: ApiContext,
  request: ApiRequest,
  type: ReviewType,
): ApiAnswer {
  const given = parseObject(request.body, request.headers['content-type']);
  const spec = isRecord(given.spec) ? given.spec : {};
  return {
    code: 201,
    body: {
      ...given,
      kind: type.kind,
      apiVersion: `${type.group}/${type.version}`,
      ...(type.answer === selfSubject && {
        metadata: { creationTimestamp: timestamp(context.now()) },
      }),
      status: type.answer(context, request, spec),
    },
  };
}
