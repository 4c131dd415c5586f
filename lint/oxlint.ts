import type { RuleTester } from 'oxlint/plugins-dev';

// oxlint exports no names for the types of its plugins, so they are read off its rule tester.
type AnyRule = Parameters<RuleTester['run']>[1];

/** What a rule is given for one file. */
export type RuleContext = Parameters<NonNullable<AnyRule['create']>>[0];

/** What a rule answers: a function for each kind of node that it wants to see. */
export type Visitor = ReturnType<NonNullable<AnyRule['create']>>;

/** A lint rule. It tells what it finds by `context.report`, which fails the lint run. */
export type Rule = { create(context: RuleContext): Visitor };

/** One node of a file's syntax tree. */
export type SyntaxNode = Parameters<NonNullable<Visitor['CallExpression']>>[0]['parent'];
