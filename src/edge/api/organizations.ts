import { createOrganization, newOrganization } from '../../core/organizations/create-organization.ts';
import { deleteOrganization } from '../../core/organizations/delete-organization.ts';
import { getOrganization } from '../../core/organizations/get-organization.ts';
import { organizationView } from '../../core/organizations/organization.ts';
import { organizationChanges, updateOrganization } from '../../core/organizations/update-organization.ts';
import type { ApiRoute } from './route.ts';

const path = '/organizations/:organization';

export const organizationRoutes: readonly ApiRoute[] = [
  {
    method: 'post',
    path: '/organizations',
    operationId: 'createOrganization',
    summary: 'Sets up an organization. The administrator is kept for the first invitation.',
    scope: 'new organization',
    body: newOrganization,
    status: 201,
    answers: organizationView,
    refuses: [409, 422],
    answer: ({ perform, context, body }) => perform(createOrganization, context, body),
  },
  {
    method: 'get',
    path,
    operationId: 'getOrganization',
    summary: 'An organization.',
    status: 200,
    answers: organizationView,
    refuses: [404],
    answer: ({ perform, context }) => perform(getOrganization, context, undefined),
  },
  {
    method: 'patch',
    path,
    operationId: 'updateOrganization',
    summary: 'Changes the settings that are named and leaves the rest.',
    body: organizationChanges,
    status: 200,
    answers: organizationView,
    refuses: [404, 409, 422],
    answer: ({ perform, context, body }) => perform(updateOrganization, context, body),
  },
  {
    method: 'delete',
    path,
    operationId: 'deleteOrganization',
    summary: 'Deletes an organization and everything that it holds, for good.',
    status: 204,
    refuses: [404],
    answer: ({ perform, context }) => perform(deleteOrganization, context, undefined),
  },
];
