/** What answers before the organization is known: ids and nothing else. Each one is allowed here by name. */
export const ROUTING_TABLES: readonly string[] = ['organization_routes', 'directory_routes', 'directory_client_routes'];
