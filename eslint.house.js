/**
 * The house's ESLint configuration: Backstage's own, plus who may import whom
 * and how large a file may grow. Every package's .eslintrc.js is one line that
 * calls this with its directory.
 */
const path = require('node:path');
const backstage = require('@backstage/cli/config/eslint-factory');

/** Packages whose code is pure: no I/O, no clock of its own, no React, no Node-only API. */
const isPure = name =>
  name.endsWith('-common') || name === 'gitops-tree' || name === 'labctl';

const isFrontend = role =>
  [
    'frontend',
    'frontend-plugin',
    'frontend-plugin-module',
    'web-library',
  ].includes(role);

/** The domain a plugin directory belongs to: flux-backend and flux-common are `flux`. */
const DOMAINS = ['flux', 'talos', 'ceph', 'kubevirt'];
const domainOf = name =>
  DOMAINS.find(domain => name === domain || name.startsWith(`${domain}-`));

const plugin = id => `@homestage/backstage-plugin-${id}`;

function forbiddenImports(name, role) {
  const patterns = [];
  const forbid = (group, message) => patterns.push({ group, message });

  const domain = domainOf(name);
  const foreign = DOMAINS.filter(other => other !== domain);
  if (domain) {
    forbid(
      foreign.flatMap(other => [plugin(other), `${plugin(other)}-*`]),
      'Domains meet in lab-common types, catalog entity refs and route refs; none imports another.',
    );
  }
  if (name !== 'sandbox') {
    forbid(
      ['@homestage/sandbox', '@homestage/sandbox/*'],
      'The product knows the embedded lab by its network addresses only.',
    );
  } else {
    forbid(
      ['@homestage/backstage-plugin-*'],
      'The embedded lab must not share the mistakes of what it tests.',
    );
  }
  if (isPure(name)) {
    forbid(
      [
        'node:*',
        'fs',
        'path',
        'react',
        'react-*',
        '@backstage/backend-*',
        '@kubernetes/*',
      ],
      'This package is pure: it runs in browser and Node, and does no I/O.',
    );
  }
  if (isFrontend(role)) {
    forbid(
      [
        '@homestage/*-backend',
        '@homestage/*-node',
        '@homestage/*-backend-module-*',
      ],
      'The browser talks to the backend over HTTP.',
    );
  }
  if (isFrontend(role) && !['lab-react', 'app'].includes(name)) {
    forbid(
      ['@material-ui/*', '@mui/*', '@patternfly/*'],
      'Backstage UI first; what it lacks lives in lab-react.',
    );
  }
  return patterns;
}

/** What pure code must be given instead of taking it. */
const PURE_SYNTAX = [
  {
    selector:
      "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Pure code takes `now` as an argument.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Pure code takes `now` as an argument.',
  },
];

module.exports = directory => {
  const name = path.basename(directory);
  const manifest = require(path.join(directory, 'package.json'));
  const role = manifest.backstage?.role ?? '';
  const tests = [
    '**/*.test.*',
    '**/__fixtures__/**',
    '**/__testUtils__/**',
    'dev/**',
  ];
  return backstage(directory, {
    ignorePatterns: ['**/dist/**', '**/dist-types/**'],
    rules: {
      'no-empty': ['error', { allowEmptyCatch: false }],
      'max-lines': ['error', { max: 400, skipBlankLines: true }],
      'max-params': ['error', 4],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: forbiddenImports(name, role) },
      ],
    },
    restrictedSyntax: isPure(name) ? PURE_SYNTAX : [],
    overrides: [
      {
        // The command line of a pure package: all of its I/O, and nothing else.
        files: ['src/commands/**'],
        rules: { '@typescript-eslint/no-restricted-imports': 'off' },
      },
      {
        files: tests,
        rules: {
          'max-lines': 'off',
          'max-params': 'off',
          'no-restricted-syntax': 'off',
          '@typescript-eslint/no-restricted-imports': 'off',
          // What tests share may start real servers, wherever the code under test runs.
          '@backstage/no-mixed-plugin-imports': 'off',
        },
      },
    ],
  });
};
