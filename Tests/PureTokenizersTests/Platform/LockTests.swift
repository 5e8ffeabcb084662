import Dispatch
import Testing

@testable import PureTokenizers

@Suite("Lock")
struct LockTests {
  @Test("nobody waits for a value that is kept")
  func kept() {
    let lock = Lock(1)
    lock.withLock { value in
      #expect(!lock.withLockIfFree { $0 = 2 })
      #expect(!lock.withLockSoon { $0 = 3 })
      value += 10
    }
    #expect(lock.withLockSoon { $0 += 100 })
    #expect(lock.withLock { $0 } == 111)
  }

  @Test("no change is lost between threads")
  func counting() {
    let lock = Lock((changes: 0, misses: 0))
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      for _ in 0..<1000 where !lock.withLockSoon({ $0.changes += 1 }) {
        lock.withLock { $0.misses += 1 }
      }
    }
    let (changes, misses) = lock.withLock { $0 }
    #expect(changes + misses == 8000)
  }
}
