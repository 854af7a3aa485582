// What is counted here are the requests of the backend's own loop, which it does not
// publish, in front of servers that the providers' own tests start.
module.exports = {
  rules: {
    '@backstage/no-forbidden-package-imports': 'off',
    '@backstage/no-relative-monorepo-imports': 'off',
  },
};
