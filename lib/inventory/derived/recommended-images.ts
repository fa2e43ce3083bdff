const linuxVariant: Readonly<Record<string, string>> = { '-gpu': '/gpu', '-neuron': '/neuron', '-inf': '/inf' }

/**
 * Public parameters that tell the newest image of the family a machine image's name belongs to: that of the image as JSON
 * for Amazon Linux and Windows, the version alone for Bottlerocket. None for images of one's own.
 * Sources: Amazon ECS Developer Guide, "Retrieving Amazon ECS-optimized Linux AMI metadata" and its Windows counterpart;
 * Bottlerocket's documentation of its SSM parameters.
 */
export function recommendedParameters(imageName: string): string[] {
  return [amazonLinux(imageName), bottlerocket(imageName), windows(imageName)].flatMap((name) => name ?? [])
}

function amazonLinux(name: string): string | undefined {
  const [, release, variant = ''] = /^(al2023|amzn2)-ami-ecs(-gpu|-neuron|-inf)?-hvm-/.exec(name) ?? []
  if (!release) return undefined
  const kernel = release === 'amzn2' && /-kernel-5\.10-/.test(name) ? '/kernel-5.10' : ''
  const arm = variant === '' && /-arm64(-ebs)?$/.test(name) ? '/arm64' : ''
  const distribution = release === 'amzn2' ? 'amazon-linux-2' : 'amazon-linux-2023'
  return `/aws/service/ecs/optimized-ami/${distribution}${kernel}${arm}${linuxVariant[variant] ?? ''}/recommended`
}

function bottlerocket(name: string): string | undefined {
  const [, variant, architecture] = /^bottlerocket-(aws-ecs-\d+(?:-[a-z]+)*)-(x86_64|aarch64|arm64)-v/.exec(name) ?? []
  if (!variant || !architecture) return undefined
  return `/aws/service/bottlerocket/${variant}/${architecture === 'aarch64' ? 'arm64' : architecture}/latest/image_version`
}

function windows(name: string): string | undefined {
  const [, family] = /^(Windows_Server-\d{4}-[\w-]+-ECS_Optimized)-\d{4}\.\d{2}\.\d{2}$/.exec(name) ?? []
  return family && `/aws/service/ami-windows-latest/${family}`
}
