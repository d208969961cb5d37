const house = require('../../eslint.house')(__dirname);

/** The commands are the one place of this package that reads disks and terminals. */
module.exports = {
  ...house,
  overrides: [
    ...house.overrides,
    {
      files: ['src/commands/**'],
      rules: {
        '@typescript-eslint/no-restricted-imports': 'off',
        'no-restricted-syntax': 'off',
      },
    },
  ],
};
