import Foundation
import PureTokenizers
import PureTokenizersHub

extension Arguments {
  /// The settings of the Hub that stand on the command line; the environment gives the rest.
  mutating func hubConfiguration() throws -> HubClient.Configuration {
    let mode: HubClient.Mode? = flag("--offline") ? .offline : nil
    let endpoint = try value("--endpoint")
    let cache = try value("--cache")
    var token = HubToken.fromEnvironment
    if let path = try value("--token-file") {
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw UsageError("\(path) cannot be read")
      }
      token = HubToken(text)
    }
    return HubClient.Configuration(
      token: token, endpoint: endpoint, cacheDirectory: cache, mode: mode)
  }
}

/// Runs work that waits from the main thread, which has nothing else to do.
func waitFor<Value: Sendable>(
  _ work: @escaping @Sendable () async throws(HubError) -> Value
) throws -> Value {
  let outcome = Lock<Result<Value, HubError>?>(nil)
  let isDone = DispatchSemaphore(value: 0)
  Task.detached {
    do throws(HubError) {
      let value = try await work()
      outcome.withLock { $0 = .success(value) }
    } catch {
      outcome.withLock { $0 = .failure(error) }
    }
    isDone.signal()
  }
  isDone.wait()
  guard let result = outcome.withLock({ $0 }) else { throw UsageError("nothing was done") }
  return try result.get()
}
