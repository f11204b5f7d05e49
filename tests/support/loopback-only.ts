import net from 'node:net'

export interface LoopbackGuard {
  /** Hosts that something tried to reach outside this machine, in order. */
  readonly refused: readonly string[]
  lift(): void
}

/**
 * Until lifted, no socket of this process reaches beyond this machine: the connection fails before a name is looked
 * up. `node:http`, TLS and `fetch` all connect here.
 */
export function allowOnlyLoopback(): LoopbackGuard {
  const refused: string[] = []
  const connect = net.Socket.prototype.connect
  net.Socket.prototype.connect = function guarded(this: net.Socket, ...args: unknown[]) {
    const host = hostOf(args)
    if (host === undefined || loopback.test(host)) return Reflect.apply(connect, this, args)
    refused.push(host)
    const error = Object.assign(new Error('loopback-only: a test tried to leave this machine'), {
      code: 'ECONNREFUSED',
    })
    process.nextTick(() => this.destroy(error))
    return this
  } as typeof connect
  return {
    refused,
    lift: () => {
      net.Socket.prototype.connect = connect
    },
  }
}

const loopback = /^(localhost|127(\.\d+){3}|::1)$/

/** `connect` takes options, a port with a host, a path, or (from inside Node) all of them in one array. */
function hostOf(args: readonly unknown[]): string | undefined {
  const [first, second] = (Array.isArray(args[0]) ? args[0] : args) as readonly unknown[]
  if (typeof first === 'object' && first !== null) {
    const { host, path } = first as { host?: string; path?: string }
    return path ? undefined : (host ?? 'localhost')
  }
  return typeof second === 'string' ? second : undefined
}
