using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace QaBot.Web.Legal;

/// <summary><c>/terms</c>: what answers are and are not.</summary>
public sealed class TermsModel(IOptions<WebOptions> web, IChatClient model) : LegalModel(web, model);
