import type { Case } from './kit/case.ts';
import { createAnswers201 } from './scim/7644-3.3-create-answers-201.ts';

/** Every case by RFC, in the order of their sections. */
export const scimCases: readonly Case[] = [createAnswers201];
