import { ESLint } from 'eslint';

// Reads `[{ folder, file, text }]` from stdin, writes for each the messages of the
// rules that restrict what a file may contain. A process of its own, because
// some lint plugins do not load inside of jest.

let input = '';
for await (const chunk of process.stdin) {
  input += chunk;
}
const lints = new Map();
const answers = [];
for (const { folder, file, text } of JSON.parse(input)) {
  if (!lints.has(folder)) {
    lints.set(folder, new ESLint({ cwd: folder }));
  }
  const [result] = await lints.get(folder).lintText(text, { filePath: file });
  answers.push(
    result.messages
      .filter(({ ruleId }) => ruleId?.startsWith('no-restricted-'))
      .map(({ message }) => message),
  );
}
process.stdout.write(JSON.stringify(answers));
