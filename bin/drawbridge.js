#!/usr/bin/env node
// Plain JavaScript that any Node can read, so that an old one gets a sentence and not a stack.
var wanted = 24;
var found = Number(process.versions.node.split('.')[0]);
if (found < wanted) {
  console.error(
    'Drawbridge needs Node ' +
      wanted +
      ' or later; this is Node ' +
      process.versions.node +
      '. Install Node ' +
      wanted +
      ' (https://nodejs.org), or run it by npm (npm start, npm run demo) in a checkout, which brings its own.',
  );
  process.exit(1);
}
import('../dist/src/cli/main.js').then(
  function (cli) {
    return cli.run(process.argv.slice(2));
  },
  function (error) {
    console.error(
      error.code === 'ERR_MODULE_NOT_FOUND'
        ? 'Drawbridge is not built yet: run npm run build. ' + error.message
        : error,
    );
    process.exit(1);
  },
);
