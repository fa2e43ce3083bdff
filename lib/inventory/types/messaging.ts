/** Amazon SQS and AWS X-Ray facts. */

/** A queue of the region. Whether it redrives is asked of queues that something in use refers to. */
export interface Queue {
  QueueArn: string
  QueueUrl: string
  queueName: string
  /** Absent where nothing in use that names its values refers to the queue: then its attributes were not asked for. */
  attributes?: {
    RedrivePolicy?: { deadLetterTargetArn: string; maxReceiveCount: number }
    /** Seconds. */
    VisibilityTimeout?: number
    ApproximateNumberOfMessages?: number
    /** Whether other queues send it what they could not deliver. */
    isDeadLetterQueue: boolean
  }
  /** Environment variables of revisions in use that hold its URL, ARN or name: `FAMILY#CONTAINER` and the variable. */
  namedBy: { container: string; variable: string }[]
}

/** A node of the X-Ray service graph of the last 24 hours. */
export interface TracedService {
  /** `${Type}|${Name}` */
  serviceKey: string
  Name: string
  Names: string[]
  Type?: string
}
