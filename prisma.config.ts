import { defineConfig } from 'prisma/config';

// Only `prisma generate` is used: it needs no schema engine, but the command insists on a path to one.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma' });
