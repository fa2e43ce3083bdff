import { S3ControlClient, type S3ControlClientConfig } from '@aws-sdk/client-s3-control'

/**
 * S3 Control puts the account before the host's name. An endpoint that is an address or this machine itself has no names
 * below it; there the account stands in the header alone.
 */
export class PlainHostS3ControlClient extends S3ControlClient {
  constructor(config: S3ControlClientConfig) {
    super(config)
    const usual = this.config.endpointProvider
    this.config.endpointProvider = (parameters, context) => {
      const given = typeof parameters.Endpoint === 'string' ? URL.parse(parameters.Endpoint) : null
      return given && /^[\d.]+$|^localhost$|^\[/.test(given.hostname) ? { url: given } : usual(parameters, context)
    }
  }
}
