import { afterEach, expect } from 'vitest';

// What is printed as an error is an error: a test that causes one fails.
const noise: unknown[][] = [];
const print = console.error;
console.error = (...words: unknown[]) => {
  noise.push(words);
  print(...words);
};

afterEach(() => {
  const heard = noise.splice(0);
  expect(heard, 'console.error was called').toEqual([]);
});
