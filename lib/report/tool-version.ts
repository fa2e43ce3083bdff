import project from '../../package.json' with { type: 'json' }

/** Version of this product, as reports, --version and the health endpoint say it. */
export const toolVersion: string = project.version
