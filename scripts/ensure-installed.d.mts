export type Installed = {
  readonly packages: string
  readonly wantedPackages: string
  readonly client: string
  readonly wantedClient: string
  readonly files: boolean
}
export function whatIsMissing(installed: Installed): 'packages' | 'client' | 'nothing'
