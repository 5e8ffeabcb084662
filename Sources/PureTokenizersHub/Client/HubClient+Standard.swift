import Foundation
import PureTokenizers

extension HubClient {
  /// The client that the environment describes: the same one until a variable changes.
  ///
  /// So tasks that load by name without a client of their own share their downloads as well.
  public static var standard: HubClient { standard(for: ProcessInfo.processInfo.environment) }

  static func standard(for variables: [String: String]) -> HubClient {
    latest.withLock { latest in
      if let latest, latest.variables == variables { return latest.client }
      let client = HubClient(Configuration(environment: variables))
      latest = StandardClient(variables: variables, client: client)
      return client
    }
  }
}

private struct StandardClient {
  var variables: [String: String]
  var client: HubClient
}

private let latest = Lock<StandardClient?>(nil)
