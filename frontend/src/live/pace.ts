/** Runs something soon after it is asked for, and not again before a while has passed. */
export class Pace {
  private timer: number | undefined
  private ran = Number.NEGATIVE_INFINITY
  private running = false
  private again = false
  private readonly run: () => Promise<void> | void
  private readonly soon: number
  private readonly every: number

  constructor(run: () => Promise<void> | void, soon: number, every: number) {
    this.run = run
    this.soon = soon
    this.every = every
  }

  /** Asked for, perhaps many times before it runs. */
  ask(): void {
    if (this.running) {
      this.again = true
      return
    }
    if (this.timer !== undefined) return
    const wait = Math.max(this.soon, this.ran + this.every - performance.now())
    this.timer = window.setTimeout(() => void this.go(), wait)
  }

  stop(): void {
    window.clearTimeout(this.timer)
    this.timer = undefined
    this.again = false
  }

  private async go(): Promise<void> {
    this.timer = undefined
    this.running = true
    this.ran = performance.now()
    try {
      await this.run()
    } finally {
      this.running = false
      if (this.again) {
        this.again = false
        this.ask()
      }
    }
  }
}
