using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.AI;
using QaBot.Models;
using QaBot.Passages;
using QaBot.Web.Security;

namespace QaBot.Web.Chat;

/// <summary><c>/</c>: the chat page. It says what answers are made from, and how.</summary>
public sealed class IndexModel(LiveCorpus corpus, IChatClient model, WebChatScript webChat) : PageModel
{
    public WebChatScript WebChat => webChat;

    /// <summary>Lets Web Chat write its styles into the page.</summary>
    public string Nonce { get; private set; } = "";

    /// <summary>How many there are; without a number until they are indexed.</summary>
    public string Articles => corpus.Current?.Articles.Count switch
    {
        null => "the articles",
        1 => "1 article",
        { } count => string.Create(CultureInfo.InvariantCulture, $"{count:N0} articles"),
    };

    /// <summary>Who writes them: "Answers are made from … " goes on with this.</summary>
    public string How => model.GetService<ChatClientMetadata>() switch
    {
        { DefaultModelId: ExtractiveChatClient.ModelName } => "by quoting them word for word, without a language model",
        { DefaultModelId: { } name } => $"by the language model {name}, and each claim is checked against the words that it quotes",
        _ => "by a language model, and each claim is checked against the words that it quotes",
    };

    public void OnGet() => Nonce = PageSecurity.NonceOf(HttpContext);
}
