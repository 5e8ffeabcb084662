import Foundation

/// What several threads have found, in the order of their parts.
final class Results<Value: Sendable>: @unchecked Sendable {
  // Sendable: `values` is touched only while `lock` is held.
  private var values: [Result<Value, any Error>?]
  private let lock = NSLock()

  init(count: Int) { values = Array(repeating: nil, count: count) }

  func store(_ value: Result<Value, any Error>, at index: Int) {
    lock.withLock { values[index] = value }
  }

  var all: [Result<Value, any Error>] { lock.withLock { values.compactMap(\.self) } }
}
